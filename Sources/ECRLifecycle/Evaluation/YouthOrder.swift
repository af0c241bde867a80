import ECRModel

/// The images from the youngest to the oldest, as count rules rank them.
enum YouthOrder {
  /// E-13, E-31: by effective push time; of equal times the smaller digest counts as younger.
  static func order(_ images: ImageTable, by times: [Int64]) -> [Int] {
    var order = Array(images.indices)
    images.digests.bytes.withUnsafeBufferPointer { bytes in
      order.sort { a, b in
        if times[a] != times[b] { return times[a] > times[b] }
        return bytes[images.digests.range(of: a)]
          .lexicographicallyPrecedes(bytes[images.digests.range(of: b)])
      }
    }
    return order
  }
}
