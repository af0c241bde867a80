import ECRModel
import Texts

extension ByteBuffer {
  mutating func time(_ time: Timestamp?) {
    guard let time else { return null() }
    byte(UInt8(ascii: "\""))
    instant(time)
    byte(UInt8(ascii: "\""))
  }

  /// An instant as ISO 8601 in UTC.
  mutating func instant(_ time: Timestamp) {
    var written: [UInt8] = []
    written.reserveCapacity(32)
    time.appendISO8601(to: &written)
    text(written[...])
  }
}
