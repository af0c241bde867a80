import SystemPackage
import Texts

/// The lines of a file or of standard input, some at a time: a batch may be larger than memory.
struct LineInput {
  private let name: String
  private let file: FileDescriptor
  /// What has been read behind the last whole line.
  private var rest: [UInt8] = []
  private var hasEnded = false
  /// The number of the next line, from 1, and where it starts.
  private(set) var nextLine = 1
  private var offset = 0

  private static let pieceSize = 1 << 22

  /// Opens a file, or standard input for `-`.
  init(_ path: String) throws {
    if path == "-" {
      (name, file) = ("<stdin>", .standardInput)
      return
    }
    name = FileName.shown(path)
    do {
      file = try Input.open(path)
    } catch {
      throw Failure("cannot read \(name): \(Input.words(error))")
    }
  }

  /// Closes the file.
  func close() { if file != .standardInput { try? file.close() } }

  /// The next lines; nil at the end.
  mutating func next() throws -> [SourceText]? {
    while !hasEnded {
      let piece: [UInt8]
      do {
        piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      } catch {
        throw Failure("cannot read \(name): \(Input.words(error))")
      }
      hasEnded = piece.isEmpty
      let newLine = piece.lastIndex(of: UInt8(ascii: "\n"))
      guard let newLine else {
        rest += piece
        continue
      }
      let whole = rest + piece[...newLine]
      rest = Array(piece[(newLine + 1)...])
      return lines(of: whole)
    }
    guard !rest.isEmpty else { return nil }
    defer { rest = [] }
    return lines(of: rest + [UInt8(ascii: "\n")])
  }

  /// Cuts whole lines apart, each with its place in the file.
  private mutating func lines(of bytes: [UInt8]) -> [SourceText] {
    var lines: [SourceText] = []
    var start = 0
    while start < bytes.count,
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
    {
      lines.append(
        SourceText(name: name, bytes: Array(bytes[start..<end]), line: nextLine, offset: offset))
      nextLine += 1
      offset += end + 1 - start
      start = end + 1
    }
    return lines
  }
}
