// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `On real photos` {
    @Test func `near-duplicates are found and strangers are not`() throws {
        guard let means = Corpora.needs("neardup", "duplicates.py", module: "json", for: "near-duplicates of real photos") else {
            return
        }
        let place = try Place()
        try place.copy(means.corpus)
        try place.shell("chmod -R u+w .")
        #expect(try place.scan().outcome.code <= 1)
        let found = try place.run("duplicates", Word(place.photos), "--json-lines")
        try Disk.write(found.output, to: place.scratch.appending("groups"))
        let evaluation = Evaluation(
            try Shell.run(
                "exec \"$1\" \"$2\" \"$3\" \"$4\" --root \"$5\" --show 3",
                [
                    Word(means.python), Word(means.evaluator), Word(means.manifest), Word(place.scratch.appending("groups")),
                    Word(place.photos),
                ]))
        #expect(evaluation.number(after: "precision") >= 0.999, "\(evaluation.text)")
        #expect(evaluation.share("recall exact") == 1 && evaluation.share("recall pixel_identical") == 1, "\(evaluation.text)")
        #expect(evaluation.share("recall easy") >= 0.995, "\(evaluation.text)")
        #expect(evaluation.share("recall medium") >= 0.86, "\(evaluation.text)")
    }

    @Test(arguments: ["metadata", "formats"])
    func `image ids are those of an independent decoder`(_ area: String) throws {
        guard let means = Corpora.needs(area, "pixels.py", module: "PIL", for: "image ids of \(area)") else { return }
        let place = try Place()
        let inspected = try place.run("inspect", Word(means.corpus), "--json-lines")
        try Disk.write(inspected.output, to: place.scratch.appending("facts"))
        let evaluation = Evaluation(
            try Shell.run(
                "exec \"$1\" \"$2\" \"$3\" \"$4\"",
                [Word(means.python), Word(means.evaluator), Word(means.manifest), Word(place.scratch.appending("facts"))]))
        for format in ["JPEG", "PNG"] { #expect(evaluation.share("\(format)") >= 0.995, "\(format): \(evaluation.text)") }
        for format in ["BMP", "GIF", "TIFF"] { #expect(evaluation.share("\(format)") >= 0.95, "\(format): \(evaluation.text)") }
    }

    @Test func `pHash and dHash are ImageHash's to within two bits at the median`() throws {
        guard let means = Corpora.needs("neardup", "duplicates.py", module: "imagehash", for: "agreement with ImageHash") else {
            return
        }
        let place = try Place()
        let folder = means.corpus.appending("generated-transforms")
        let inspected = try place.run("inspect", Word(folder), "--depth", "quick", "--json-lines")
        try Disk.write(inspected.output, to: place.scratch.appending("facts"))
        let script = Corpora.packageRoot.appending("scripts/imagehash-agreement.py")
        let evaluation = Evaluation(
            try Shell.run(
                "exec \"$1\" \"$2\" < \"$3\"", [Word(means.python), Word(script), Word(place.scratch.appending("facts"))]))
        #expect(
            evaluation.number(after: "phash64: median") <= 2 && evaluation.number(after: "dhash64: median") <= 2,
            "\(evaluation.text)")
    }
}
