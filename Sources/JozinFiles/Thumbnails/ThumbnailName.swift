// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
public import JozinCore

/// What a thumbnail is of, and its place in the store: `<2 digits>/<64 digits>[.file][.<recipe>][.blur]-<side>.<extension>`.
///
/// The digits are the image id's; `.file` says that they are of a file whose pixels were not read yet. The recipe is
/// the first 16 digits of SHA-256 over its JSON.
public struct ThumbnailName: Hashable, Sendable {
    /// Whose picture.
    public var image: ImageID
    /// What was done to it.
    public var adjustments: Adjustments
    /// No side is longer.
    public var longestSide: Int
    /// The container.
    public var encoding: PictureEncoding
    /// Whether nobody is to be recognised.
    public var isBlurred: Bool

    /// From its parts.
    public init(
        image: ImageID, longestSide: Int, encoding: PictureEncoding, adjustments: Adjustments = .none, isBlurred: Bool = false
    ) {
        self.image = image
        self.longestSide = longestSide
        self.encoding = encoding
        self.adjustments = adjustments
        self.isBlurred = isBlurred
    }

    /// The folder's name, of 256.
    var folder: [UInt8] { Array(digits.utf8.prefix(2)) }

    /// The file's name.
    var file: [UInt8] {
        var text = digits
        if case .file = image { text += ThumbnailName.fileMark }
        if let recipe = ThumbnailName.recipe(adjustments) { text += "." + recipe }
        if isBlurred { text += ThumbnailName.blurMark }
        return Array("\(text)-\(longestSide).\(encoding.fileExtension)".utf8)
    }

    /// What a recipe is called in names: the same for equal recipes; nil for the one that changes nothing.
    public static func recipe(_ adjustments: Adjustments) -> String? {
        guard !adjustments.isIdentity else { return nil }
        var hasher = SHA256Hasher()
        hasher.update(AdjustmentsEncoding.bytes(adjustments).span)
        return String(hasher.finish().hex.prefix(recipeDigits))
    }

    /// Whether a text may be a recipe's name.
    public static func isRecipe(_ text: String) -> Bool {
        text.utf8.count == recipeDigits && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private var digits: String {
        switch image {
        case .pixels(let digest): digest.hex
        case .file(let file): file.digest.hex
        }
    }

    private static let fileMark = ".file"
    private static let blurMark = ".blur"
    static let recipeDigits = 16

    /// Whether a file's name is one that Jožin gives, now or in earlier or later versions: sixteen hexadecimal digits or more, perhaps
    /// the marks above, perhaps a size, and the extension of a picture.
    static func isThumbnail(_ name: [UInt8]) -> Bool {
        var rest = name[...]
        func takeDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (0x61...0x66).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        func take(_ mark: String) -> Bool {
            guard rest.starts(with: mark.utf8) else { return false }
            rest = rest.dropFirst(mark.utf8.count)
            return true
        }
        guard takeDigits() >= 16 else { return false }
        _ = take(fileMark)
        let behindMark = rest
        if !take(".") || takeDigits() != recipeDigits { rest = behindMark }
        _ = take(blurMark)
        if take("-") { rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
        return [".jpg", ".webp", ".avif", ".png"].contains { rest.elementsEqual($0.utf8) }
    }
}
