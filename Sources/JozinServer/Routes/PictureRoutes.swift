// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinCore
import JozinFiles
import JozinWorkers

/// Photos drawn anew.
struct PictureRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/photos/{id}/thumbnail") { [desk] request, context in
                let parameters = try Parameters(request, context)
                let id = try parameters.photoID()
                let size = try parameters.integer("size", in: 1...ThumbnailSize.large.rawValue) ?? ThumbnailSize.small.rawValue
                guard let side = ThumbnailSize(rawValue: size) else {
                    throw ServerProblem.misuse("`size` is neither 320 nor 1440", remedy: "Give one of the two.")
                }
                let file = try desk.drawable(id)
                let wish = Thumbnailer.Request(
                    longestSide: side.rawValue, adjustments: try parameters.adjustments(of: file, desk))
                return try await PictureRoutes.answer(to: request, desk, file, wish, tag: "\(side.rawValue)")
            },
            .get("/api/photos/{id}/tile") { [desk] request, context in
                let parameters = try Parameters(request, context)
                let id = try parameters.photoID()
                let tile = PictureTile(
                    level: try parameters.needed("level", in: 0...8), column: try parameters.needed("column", in: 0...2047),
                    row: try parameters.needed("row", in: 0...2047))
                let file = try desk.drawable(id)
                let adjustments = try parameters.adjustments(of: file, desk)
                guard let size = file.record.size, let part = tile.part(of: adjustments.shown(size)) else {
                    throw ServerProblem.absent("the photo does not reach there", remedy: "Its details say how many tiles it has.")
                }
                var wish = Thumbnailer.Request(
                    longestSide: part.longestSide, adjustments: adjustments.showing(part.crop, of: size))
                wish.isKept = false
                return try await PictureRoutes.answer(
                    to: request, desk, file, wish, tag: "\(tile.level)-\(tile.column)-\(tile.row)")
            },
        ]
    }

    private static func answer(
        to request: Request, _ desk: LibraryDesk, _ file: NumberedFile, _ wish: Thumbnailer.Request, tag: String
    ) async throws(ServerProblem) -> Response {
        let digest = file.record.digest?.digest.hex.prefix(32) ?? ""
        let recipe = ThumbnailName.recipe(wish.adjustments).map { "-\($0)" } ?? ""
        let tag = "\(digest)-\(tag)-\(ThumbnailStore.version)\(recipe)"
        if let known = Response.known(tag, to: request) { return known }
        do throws(Problem) {
            let bytes = try await desk.thumbnailer.thumbnail(of: file.record, wish)
            return .cached(bytes, as: wish.encoding.mime, tag: tag, for: request)
        } catch {
            throw ServerProblem(drawing: error)
        }
    }
}

extension ServerProblem {
    /// Why a photo is not drawn.
    fileprivate init(drawing problem: Problem) {
        let status: HTTPResponse.Status =
            problem == .changedSinceScan ? .conflict : problem.code == .environment ? .serviceUnavailable : .notFound
        self.init(
            status, status == .conflict ? "changed" : problem.code.rawValue, problem.sentence, remedy: problem.remedy)
    }
}

extension Parameters {
    /// What is done to a photo before it is shown: what was decided, unless it is asked for as it was taken. Any other recipe's name is
    /// there to make another address of another picture.
    fileprivate func adjustments(of file: NumberedFile, _ desk: LibraryDesk) throws(ServerProblem) -> Adjustments {
        guard let recipe = try text("recipe", most: 64) else { return desk.book.adjustments(of: file.record) }
        if recipe == "none" { return .none }
        guard ThumbnailName.isRecipe(recipe) else {
            throw .misuse("`recipe` is no recipe's name", remedy: "Give that of the list, or `none`.")
        }
        return desk.book.adjustments(of: file.record)
    }

    /// A whole number that has to be there.
    func needed(_ name: String, in range: ClosedRange<Int>) throws(ServerProblem) -> Int {
        guard let number = try integer(name, in: range) else {
            throw .misuse("`\(name)` is missing", remedy: "Give a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}

extension LibraryDesk {
    /// The file that a photo is drawn from: one that is there.
    func drawable(_ id: ImageID) throws(ServerProblem) -> NumberedFile {
        let files = try files(of: id)
        guard let file = files.first(where: { $0.record.isPresent && $0.record.state == .indexed }) ?? files.first else {
            throw .absent("there is no such photo")
        }
        return file
    }
}
