// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// Makes a catalog know what only the sidecars do, where it is new or a scan died: photos that are not there now, and come
/// back with their history. What such a scan left behind of photos that moved is removed.
struct SidecarSweep {
    private let run: ScanRun

    init(_ run: ScanRun) { self.run = run }

    /// Enters every sidecar without a record as a missing photo's.
    func enterMissing() {
        do throws(SystemError) {
            var walker = try SidecarWalker(run.state.folder, run.options.descriptors)
            while !run.isEnding, let listing = try walker.next() { enter(listing) }
        } catch {
            run.end(RunFailure(writing: error))
        }
        run.commit(always: true)
    }

    private func enter(_ listing: borrowing SidecarListing) {
        do throws(CatalogError) {
            let known = Set(try run.catalog.knownFiles(in: listing.path).map { SidecarTree.sidecarName(of: $0.name) })
            for name in listing.names where !known.contains(name) {
                guard let bytes = listing.read(name), let sidecar = ImageSidecar(decoding: bytes),
                    SidecarTree.sidecarName(of: sidecar.file.name) == name
                else { continue }
                let path = listing.path.appending(sidecar.file.name)
                let holders = try run.catalog.photos(holding: sidecar.file.digest, limit: 64).filter(\.isPresent)
                run.write { writer throws(RunFailure) in
                    for holder in holders where try writer.written(holder.path)?.user == sidecar.user {
                        return writer.removeLeftover(path, succeededBy: holder.path)
                    }
                    writer.putMissing(PhotoRecord(missing: sidecar, at: path, scan: run.number))
                }
                run.commit()
            }
        } catch {
            run.end(RunFailure(catalog: error))
        }
    }
}

extension PhotoRecord {
    /// The record of a photo that is known by its sidecar alone.
    init(missing sidecar: ImageSidecar, at path: LibraryPath, scan: Int) {
        var photo = IndexedPhoto(sidecar)
        photo.stamp = FileStamp(bytes: sidecar.file.bytes, inode: 0, modified: 0, changed: 0)
        self.init(photo, at: path, scan: scan)
    }
}
