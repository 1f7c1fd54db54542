// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// A scan as one process asks another for it: this program starts itself as `jozan` and listens to its events.
struct ScanRequest {
    let path: SystemPath
    let state: SystemPath?
    var depth = ScanDepth.full
    /// As the command line has it; options that no command line was read into have no values.
    var selection: SelectionOptions?
    var maxPixels: PixelLimit?
    var startsAnew = false
    var isDryRun = false
    var acceptsMissing = false
    var retriesFailed = false
    var rebuilds = false

    init(path: SystemPath, state: SystemPath?) {
        self.path = path
        self.state = state
    }

    /// Runs the worker to its end, shows its events, and gives its exit code.
    func run(_ reporter: consuming ScanReporter) throws(RunFailure) -> Int32 {
        do throws(SystemError) {
            OwnProcess.ignoreInterrupts()
            var worker = try WorkerProcess(try OwnProcess.executable(), arguments: arguments(reporter))
            while let line = try worker.nextLine() {
                if let event = WorkerEvent(line: line) { reporter.take(event) }
            }
            let code = worker.wait()
            reporter.finish(code)
            return code
        } catch {
            throw RunFailure(.failed, error.problem())
        }
    }

    private func arguments(_ reporter: borrowing ScanReporter) -> [[UInt8]] {
        var words: [[UInt8]] = ["jozan", "--events", "--parent", "\(OwnProcess.id)", "--depth", depth.rawValue].map {
            Array($0.utf8)
        }
        if reporter.wantsUnchanged { words.append(Array("--report-unchanged".utf8)) }
        if reporter.showsProgress { words.append(Array("--report-progress".utf8)) }
        if let maxPixels { words += ["--max-pixels", "\(maxPixels.pixels)"].map { Array($0.utf8) } }
        if startsAnew { words.append(Array("--start-anew".utf8)) }
        if acceptsMissing { words.append(Array("--accept-missing".utf8)) }
        if retriesFailed { words.append(Array("--retry-failed".utf8)) }
        if rebuilds { words.append(Array("--rebuild".utf8)) }
        if isDryRun { words.append(Array("--dry-run".utf8)) }
        for glob in selection?.include ?? [] { words += [Array("--include".utf8), RawArguments.bytes(glob)] }
        for glob in selection?.exclude ?? [] { words += [Array("--exclude".utf8), RawArguments.bytes(glob)] }
        if let state { words += [Array("--state".utf8), state.bytes] }
        return words + [Array("--".utf8), path.bytes]
    }
}
