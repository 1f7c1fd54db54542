// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers

/// What a command takes from where it runs.
enum Surroundings {
    /// `jozin-decode`: what JOZIN_DECODE names, or the program beside this one.
    static func decoder() throws(RunFailure) -> SystemPath {
        if let path = Environment.value("JOZIN_DECODE").flatMap(SystemPath.init(bytes:)) { return path }
        do throws(SystemError) {
            let own = try OwnProcess.executable()
            let beside = (own.folder ?? own).appending("jozin-decode")
            return try Environment.canonical(beside)
        } catch {
            let problem = Problem(
                .environment, "the decoder jozin-decode is not beside jozin (\(error.problem().sentence))",
                remedy: "Install both programs in one folder, or name it in JOZIN_DECODE.")
            throw RunFailure(.failed, problem)
        }
    }

    /// Takes the descriptors that a scan needs, or says that there are too few to begin: half-way it would be too late,
    /// and the system's thread pool traps where it can open none.
    @discardableResult
    static func raiseDescriptorLimit() throws(RunFailure) -> DescriptorAllowance {
        let limit = Environment.raiseDescriptorLimit()
        guard limit < DescriptorAllowance.least else {
            return DescriptorAllowance(limit: limit, processors: ScanOptions.processorCount)
        }
        let problem = Problem(
            .environment, "only \(limit) files may be open at once, and \(DescriptorAllowance.least) are needed",
            remedy: "Raise the limit (ulimit -n).")
        throw RunFailure(.failed, problem)
    }

    /// From here on the kernel refuses every write outside the open folders. Called before any thread is started.
    static func enterSandbox(
        allowingWritesIn folders: [Int32], removingEmptyFoldersBelow emptied: Int32? = nil, listeningAt port: Int? = nil
    ) throws(RunFailure) {
        do throws(SystemError) {
            let enforced = try KernelSandbox.enter(
                allowingWritesIn: folders, removingEmptyFoldersBelow: emptied, listeningAt: port)
            if enforced == .nothing {
                StandardError.line(
                    "jozin: this kernel has no Landlock; only Jožin's own code keeps your photos from being written to.")
            }
        } catch {
            throw RunFailure(.failed, error.problem())
        }
    }
}
