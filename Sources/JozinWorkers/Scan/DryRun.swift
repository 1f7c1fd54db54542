// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinFiles

/// What a scan would do, by names and status alone.
public struct DryRun {
    private let catalog: (any Catalog)?
    private let selection: Selection
    private let descriptors: DescriptorAllowance

    /// Without a catalog every file is new.
    public init(_ catalog: (any Catalog)?, _ selection: Selection, _ descriptors: DescriptorAllowance = .ample) {
        self.catalog = catalog
        self.selection = selection
        self.descriptors = descriptors
    }

    /// One item for each entry below the root.
    public func items(_ root: consuming Descriptor) throws(RunFailure) -> [ScanItem] {
        var walker = LibraryWalker(root: root, selection: selection, descriptors)
        var items: [ScanItem] = []
        while let listing = walker.next() {
            items += listing.excluded.map { ScanItem(path: $0.path ?? listing.path, action: .excluded, problem: $0) }
            for (name, verdict) in try verdicts(listing) {
                let path = listing.path.appending(name)
                switch verdict {
                case .new: items.append(ScanItem(path: path, action: .new))
                case .changed: items.append(ScanItem(path: path, action: .updated))
                case .unchanged(.indexed): items.append(ScanItem(path: path, action: .unchanged))
                case .unchanged(.failed): items.append(ScanItem(path: path, action: .failed))
                case .unchanged(.unsupported): items.append(ScanItem(path: path, action: .unsupported))
                case .missing: break
                }
            }
        }
        return items + walker.unreadable.map { ScanItem(path: $0.path ?? .root, action: .failed, problem: $0) }
    }

    private func verdicts(_ listing: FolderListing) throws(RunFailure) -> [(name: [UInt8], verdict: FolderMerge.Verdict)] {
        do throws(CatalogError) {
            let known = try catalog?.knownFiles(in: listing.path) ?? []
            return FolderMerge.verdicts(
                onDisk: listing.files, known: known,
                stamp: { name in (try? listing.folder.descriptor.status(of: name))?.stamp })
        } catch {
            throw RunFailure(catalog: error)
        }
    }
}
