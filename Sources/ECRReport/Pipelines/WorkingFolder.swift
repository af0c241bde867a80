import Texts

/// The folder in which a command runs, which pipelines take for the root of the repository.
package struct WorkingFolder: Sendable {
  /// Its path, without symbolic links.
  let path: String
  /// Where files are, without symbolic links, by the names that reports have for them.
  let places: [String: String]

  /// Makes a folder from its path, and those of files by the names that reports have for them.
  package init(path: String, places: [String: String] = [:]) {
    self.path = path
    self.places = places
  }

  /// The file that reports call so.
  package func file(named name: String) -> AnnotatedFile {
    guard name != "<stdin>" else { return AnnotatedFile(name: name, place: .stream) }
    let root = Self.parts(path)
    let given = Self.resolved(name, in: root)
    for parts in [places[name].map(Self.parts), given].compactMap(\.self)
    where parts.starts(with: root) && parts.count > root.count {
      let inside = parts.dropFirst(root.count).joined(separator: "/")
      return AnnotatedFile(name: FileName.shown(inside), place: .inside(inside))
    }
    return AnnotatedFile(name: name, place: .outside("/" + given.joined(separator: "/")))
  }

  private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }

  /// The parts of the absolute path, without `.` and `..`.
  private static func resolved(_ path: String, in root: [Substring]) -> [Substring] {
    var parts = path.hasPrefix("/") ? [] : root
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }
}

/// A file as pipelines name it.
package struct AnnotatedFile: Sendable, Hashable {
  /// The name that reports have for it, with nothing in it that a terminal would obey.
  package var name: String
  /// Where it is.
  package var place: Place

  /// Where a file is.
  package enum Place: Sendable, Hashable {
    /// At a path below the working folder.
    case inside(String)
    /// At an absolute path elsewhere.
    case outside(String)
    /// Not a file: standard input.
    case stream
  }

  /// Makes a file.
  package init(name: String, place: Place) {
    self.name = name.printable()
    self.place = place
  }

  /// The path below the working folder; nil for files elsewhere.
  var path: String? {
    guard case .inside(let path) = place else { return nil }
    return path
  }

  /// The reference to the file (RFC 3986), relative to the working folder where it is below it.
  var uri: String {
    switch place {
    case .inside(let path): Self.encoded(path)
    case .outside(let path): "file://" + Self.encoded(path)
    case .stream: "stdin"
    }
  }

  private static func encoded(_ path: String) -> String {
    var text = ByteBuffer()
    for byte in FileName.bytes(path) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.byte(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text.text(digits.count < 2 ? "%0" + digits : "%" + digits)
      }
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
