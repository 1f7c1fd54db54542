// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity

extension ImageSidecar {
    /// Whether the file that lies now where this photo lay is the same photo, edited or not, and no other that got its name:
    /// cameras count their files from one again and again.
    ///
    /// The same bytes, pixels, look, or moment and camera speak for it; so does the want of any evidence, since decisions
    /// must not be lost.
    func isOfSamePhoto(as photo: IndexedPhoto) -> Bool {
        if file.digest == photo.content?.digest { return true }
        if let id = photo.imageID, id == facts.imageID { return true }
        if let moment = facts.exif.captured, moment == photo.exif.captured, facts.exif.model == photo.exif.model { return true }
        guard let old = facts.fingerprint, let new = photo.fingerprint else { return true }
        return NearRule(Level.loose.thresholds).isNear(old, new)
    }
}
