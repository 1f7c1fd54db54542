// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `The ground truth is a manifest that evaluators read` {
    @Test func `every file with a name in UTF-8 is listed, the others are counted`() throws {
        guard Python.isThere else { return print("not run: the truth is JSON: no python3") }
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 12)
        try library.writeTruth(to: folder.child(Array("truth.json".utf8)))
        let answer = Python.run(
            """
            import json, sys
            m = json.load(open(sys.argv[1] + '/truth.json', encoding='utf-8'))
            print(len(m['files']), m['leftOut'])
            print(sum(1 for g in m['groups'] if g['type'] == 'burst'), sum(1 for g in m['groups'] if g['type'] == 'exposure_bracket'))
            print(all(n in m['files'] for g in m['groups'] for n in g['files']))
            print(all(sum(m['files'][n]['labels']['tier'] == 'base' for n in g['files']) == 1 for g in m['groups'] if g['type'] == 'near_duplicates'))
            print('from-mum/two\\nlines \\x1b[31mred.jpg' in m['files'])
            """, [folder.path])
        let files = library.entries.filter(\.isFile).count
        #expect(answer == "\(files - 1) 1\n3 1\nTrue\nTrue\nTrue\n")
    }

    @Test func `a truth is never written over a file`() throws {
        let folder = TemporaryFolder()
        folder.write("truth.json", [7])
        let library = try DemoLibrary.plan(seed: 12)
        #expect(throws: Problem.self) { try library.writeTruth(to: folder.child(Array("truth.json".utf8))) }
        #expect(folder.read(Array("truth.json".utf8)) == [7])
    }

    @Test func `the same library has the same truth`() throws {
        #expect(try DemoLibrary.plan(seed: 5).truth == DemoLibrary.plan(seed: 5).truth)
        #expect(try DemoLibrary.plan(seed: 5).truth != DemoLibrary.plan(seed: 6).truth)
    }
}
