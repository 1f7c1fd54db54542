public import JozinCore
public import JozinImaging
extension Fingerprint {
    public init(_ grid: Grid64) {
        self.init(phash: Hash64(UInt64(grid.luma[0])), dhash: Hash64(0), bmh: Hash64(0), cmh: Hash192(values: [UInt8](repeating: 0, count: 24))!, information: 50)
    }
}
