// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// The folder that a script shall move files to.
enum PlannedTrash {
    /// The absolute path of a folder that need not be there yet: outside the library, where the next scan would find again what was
    /// moved there, and on its disk, since files are moved by renaming.
    static func path(_ named: SystemPath, for root: SystemPath) throws(RunFailure) -> SystemPath {
        let path: SystemPath
        let isOnDisk: Bool
        do throws(SystemError) {
            path = try Environment.canonicalAsFarAsItExists(named)
            isOnDisk = try Descriptor.folder(nearestFolder(path)).status().device == Descriptor.folder(root).status().device
        } catch {
            throw RunFailure(.usage, error.problem(), at: named)
        }
        guard path.relative(to: root) == nil else {
            throw refusal("this trash would lie among your photos", "Name a folder outside the library, on the same disk.", named)
        }
        guard isOnDisk else {
            let remedy = "Name one on the same disk: files are moved there by renaming, never by copying."
            throw refusal("this trash lies on another disk than the library", remedy, named)
        }
        return path
    }

    private static func nearestFolder(_ path: SystemPath) -> SystemPath {
        var folder = path
        while (try? Environment.canonical(folder)) == nil, let parent = folder.folder { folder = parent }
        return folder
    }

    private static func refusal(_ sentence: String, _ remedy: String, _ path: SystemPath) -> RunFailure {
        RunFailure(.usage, Problem(.misuse, sentence, remedy: remedy), at: path)
    }
}
