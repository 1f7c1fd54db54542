// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore
import JozinFiles

/// Real photos with known answers, and the evaluators that hold Jožin's answers against them: beside the clone, or where
/// JOZIN_CORPORA names the photos. A plain clone has neither.
package enum Corpora {
    package static let folder: SystemPath? = {
        let named = Environment.value("JOZIN_CORPORA").flatMap(SystemPath.init(bytes:))
        let path = named ?? packageRoot.appending("../shared/corpora")
        return try? Environment.canonical(path)
    }()

    package static var evaluators: SystemPath? { folder.flatMap { try? Environment.canonical($0.appending("../eval")) } }

    /// The package that these tests belong to.
    package static let packageRoot: SystemPath = {
        let file = SystemPath(bytes: Array(#filePath.utf8))
        return file?.folder?.folder?.folder ?? SystemPath(literal: ".")
    }()

    /// Python with what the evaluators import; nil where it lacks a module.
    package static func python(with module: String) -> SystemPath? {
        let own = Environment.value("JOZIN_PYTHON").flatMap(SystemPath.init(bytes:))
        guard let python = own ?? Tool.find("python3") else { return nil }
        let found = try? Shell.run("exec \"$1\" -c \"import $2\"", [Word(python), "\(module)"]).code
        return found == 0 ? python : nil
    }

    /// The corpus and an evaluator for it, or a line that says why the test is not run.
    package static func needs(_ area: String, _ evaluator: String, module: String, for test: String) -> Means? {
        guard let folder, let evaluators else {
            Tool.notRun(test, "the corpora are not beside this clone")
            return nil
        }
        guard let python = python(with: module) else {
            Tool.notRun(test, "python3 has no module \(module)")
            return nil
        }
        let corpus = folder.appending(area)
        return Means(
            corpus: corpus, manifest: corpus.appending("manifest.json"), evaluator: evaluators.appending(evaluator),
            python: python)
    }

    package struct Means {
        package let corpus: SystemPath
        package let manifest: SystemPath
        package let evaluator: SystemPath
        package let python: SystemPath
    }
}

/// What an evaluator printed, by the words before each number.
package struct Evaluation {
    package let text: String

    package init(_ outcome: Outcome) { text = outcome.text + outcome.said }

    /// The last number of the line that begins with these words; in "3 / 4 (0.7500)" and "3 / 4  0.7500" the share.
    package func share(_ words: String) -> Double {
        let line = text.split(separator: "\n").first { $0.hasPrefix(words) } ?? ""
        let numbers = line.dropFirst(words.count).split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }
        return numbers.last { $0 <= 1 } ?? .nan
    }

    /// The number behind these words at the beginning of a line.
    package func number(after words: String) -> Double {
        let line = text.split(separator: "\n").first { $0.hasPrefix(words) } ?? ""
        return Double(line.dropFirst(words.count).drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }) ?? .nan
    }
}
