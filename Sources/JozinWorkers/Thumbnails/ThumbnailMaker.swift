// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
public import JozinCore
import JozinFiles
import JozinImaging

/// Thumbnails of a library's photos: made where they are missing, and put into the store. One per thread.
struct ThumbnailMaker: ~Copyable {
    private let root: SharedDescriptor
    private let store: SharedStore
    private var maker: PictureMaker

    init(root: SharedDescriptor, store: SharedStore, maker: consuming PictureMaker) {
        self.root = root
        self.store = store
        self.maker = maker
    }

    /// What is wanted of one photo.
    struct Wish: Hashable, Sendable {
        var sides: [Int]
        var encoding: PictureEncoding
        var adjustments = Adjustments.none
        var isBlurred = false
    }

    /// What there is not yet, in the order of the wish's sides; what was made under a photo's provisional id counts.
    static func missing(_ wish: Wish, of photo: PhotoRecord, in store: borrowing ThumbnailStore) -> [ThumbnailName] {
        names(wish, of: photo).filter { name in
            !store.contains(name) && !(provisional(name, of: photo).map { store.contains($0) } ?? false)
        }
    }

    /// What a thumbnail was called before the photo's pixels were read.
    static func provisional(_ name: ThumbnailName, of photo: PhotoRecord) -> ThumbnailName? {
        guard case .pixels = name.image, let digest = photo.digest else { return nil }
        var provisional = name
        provisional.image = .file(digest)
        return provisional
    }

    static func names(_ wish: Wish, of photo: PhotoRecord) -> [ThumbnailName] {
        guard let image = photo.imageID ?? photo.digest.map(ImageID.file) else { return [] }
        return wish.sides.map { side in
            ThumbnailName(
                image: image, longestSide: side, encoding: wish.encoding, adjustments: wish.adjustments,
                isBlurred: wish.isBlurred)
        }
    }

    /// Makes what is missing and says how many pictures that were.
    mutating func complete(_ wish: Wish, of photo: PhotoRecord) throws(Problem) -> Int {
        let names = ThumbnailMaker.names(wish, of: photo).filter { name in
            guard !store.store.contains(name) else { return false }
            guard let provisional = ThumbnailMaker.provisional(name, of: photo) else { return true }
            return !store.store.adopt(provisional, as: name)
        }
        guard !names.isEmpty else { return 0 }
        let made = try make(names, of: photo)
        for (name, picture) in zip(names, made) {
            try Problem.orSystem { () throws(SystemError) in try store.store.write(picture.bytes, as: name) }
        }
        return made.count
    }

    /// Makes pictures of one photo and recipe, for the caller alone.
    mutating func make(_ names: [ThumbnailName], of photo: PhotoRecord) throws(Problem) -> [PictureMaker.Made] {
        guard let format = photo.format, let first = names.first else {
            throw Problem(.unsupported, "it is no photo that Jožin knows", remedy: "Nothing to do; it stays as it is.")
        }
        let original = try Problem.orSystem { () throws(SystemError) in
            try Original(photo.path.name, in: try root.descriptor.folder(at: photo.path.folder))
        }
        guard original.status.stamp == photo.stamp else { throw Problem.changedSinceScan }
        let renditions = names.map { name in
            Rendition(
                longestSide: name.longestSide, encoding: name.encoding,
                quality: ThumbnailQuality.of(longestSide: name.longestSide, name.encoding), isBlurred: name.isBlurred)
        }
        return try maker.make(renditions, of: original, format, photo.orientation, size: photo.size, first.adjustments)
    }
}

/// The store, for all threads that use it.
final class SharedStore: Sendable {
    let store: ThumbnailStore

    init(_ store: consuming ThumbnailStore) { self.store = store }

    /// For looking alone; nil where there is none.
    static func look(in state: consuming StateFolder) -> SharedStore? {
        guard let store = ThumbnailStore.look(in: state) else { return nil }
        return SharedStore(store)
    }
}

extension Problem {
    /// Why a file that is another one than the catalog knows is not drawn: under which id and with what turn nobody knows yet.
    public static let changedSinceScan = Problem(
        .environment, "the file has changed since it was scanned", remedy: "Scan the library again; it is drawn as it is then.")
}
