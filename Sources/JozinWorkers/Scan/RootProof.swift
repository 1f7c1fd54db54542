// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles

/// Proof that a folder is the library's root and not an empty mount point: its marker, or files that the catalog knows.
///
/// Absence is a claim: before a scan may take any file for gone, some of those that it knew must be there.
public struct RootProof: ~Copyable, Sendable {
    /// The root, for opening what is in it: its reading position belongs to nobody.
    let root: SharedDescriptor
    private let path: SystemPath
    private static let sampleSize = 1024

    /// About an open root.
    public init(_ root: borrowing Descriptor, at path: SystemPath) throws(RunFailure) {
        self.path = path
        do throws(SystemError) {
            self.root = SharedDescriptor(try root.reopened())
        } catch {
            throw RunFailure(.libraryMissing, error.problem(), at: path)
        }
    }

    /// The root, opened once more for listing.
    func openRoot() throws(RunFailure) -> Descriptor {
        do throws(SystemError) {
            return try root.descriptor.reopened()
        } catch {
            throw RunFailure(.libraryMissing, error.problem(), at: path)
        }
    }

    /// Exit code 10 where nothing speaks for the folder.
    public func check(against catalog: any Catalog) throws(RunFailure) {
        if root.descriptor.isLibraryRoot { return }
        let known = try RootProof.sample(of: catalog)
        guard !known.isEmpty, !known.contains(where: { root.descriptor.hasFile(at: $0) }) else { return }
        let problem = Problem(
            .environment, "none of the photos that were here can be found",
            remedy: "If its disk is not mounted, mount it. If they are gone for good, remove the state folder and scan again.")
        throw RunFailure(.libraryMissing, problem, at: path)
    }

    /// Whether the path still leads to the root that is open: a disk may go, or another take its place, while it is walked.
    var isStillThere: Bool {
        do throws(SystemError) {
            let there = try Descriptor.folder(path).status()
            let open = try root.descriptor.status()
            return there.device == open.device && there.stamp.inode == open.stamp.inode
        } catch {
            return false
        }
    }

    /// What is said of a root that went away.
    var isGone: RunFailure {
        let problem = Problem(
            .environment, "the folder went away while it was scanned; nothing was marked as gone",
            remedy: "If its disk is not mounted, mount it and scan again.")
        return RunFailure(.libraryMissing, problem, at: path)
    }

    /// One file of each of many folders: an owner who deleted a whole folder has still a library.
    private static func sample(of catalog: any Catalog) throws(RunFailure) -> [LibraryPath] {
        do throws(CatalogError) {
            var sample: [LibraryPath] = []
            for folder in try catalog.folders(after: nil, limit: sampleSize) {
                let file = try catalog.knownFiles(in: folder).first { $0.isPresent }
                if let file { sample.append(folder.appending(file.name)) }
            }
            return sample
        } catch {
            throw RunFailure(catalog: error)
        }
    }
}
