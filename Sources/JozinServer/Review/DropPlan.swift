// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinContracts
import JozinCore
import JozinFiles

/// The plan of everything dropped, made by a worker: `jozin duplicates --plan - --dropped`, which needs memory for all of the
/// library's fingerprints for a while. One at a time; who comes meanwhile waits.
final class DropPlan: Sendable {
    /// How a plan is written down.
    enum Format: String, CaseIterable {
        case sh, csv, json

        var type: String {
            switch self {
            case .sh: "text/x-shellscript"
            case .csv: "text/csv"
            case .json: "application/json"
            }
        }
    }

    private let program: SystemPath
    private let arguments: @Sendable (_ format: String) -> [[UInt8]]
    private let queue = DispatchQueue(label: "jozin.plan")

    init(program: SystemPath, arguments: @escaping @Sendable (_ format: String) -> [[UInt8]]) {
        self.program = program
        self.arguments = arguments
    }

    func make(_ format: Format) async throws -> [UInt8] {
        let result: Result<[UInt8], ServerProblem> = await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: run(arguments(format.rawValue))) }
        }
        return try result.get()
    }

    private func run(_ words: [[UInt8]]) -> Result<[UInt8], ServerProblem> {
        do throws(SystemError) {
            var worker = try WorkerProcess(program, arguments: words)
            let plan = try worker.rest()
            let code = worker.wait()
            guard code == ExitCode.done.rawValue else { return .failure(DropPlan.failure(code)) }
            return .success(plan)
        } catch {
            return .failure(ServerProblem(RunFailure(.failed, error.problem())))
        }
    }

    private static func failure(_ code: Int32) -> ServerProblem {
        ServerProblem(
            RunFailure(
                ExitCode(rawValue: code) ?? .failed,
                Problem(
                    .environment, "the plan could not be made (exit \(code))",
                    remedy: "`jozin duplicates --plan FILE --dropped` says why.")))
    }
}
