// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ExifFacts {
    /// Takes over what is not known yet.
    mutating func fill(from other: ExifFacts) {
        make = make ?? other.make
        model = model ?? other.model
        lens = lens ?? other.lens
        captured = captured ?? other.captured
        iso = iso ?? other.iso
        fNumber = fNumber ?? other.fNumber
        exposureSeconds = exposureSeconds ?? other.exposureSeconds
        focalLengthMM = focalLengthMM ?? other.focalLengthMM
        exposureBiasEV = exposureBiasEV ?? other.exposureBiasEV
        gps = gps ?? other.gps
    }
}
