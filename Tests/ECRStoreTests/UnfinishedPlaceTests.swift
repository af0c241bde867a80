import ECRModel
import Foundation
import Testing

@testable import ECRStore

/// What grows beside its place, what others have there, and what is left by runs that were killed.
struct UnfinishedPlaceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path(name) }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func mode(_ name: String) -> UInt32 {
    UInt32(SnapshotFile.ownStatus(path(name))?.st_mode ?? 0) & 0o7777
  }

  private func importNew(_ name: String = "r.sqlite") throws {
    _ = try SnapshotWriter.write(into: path(name)) { writer in
      _ = try writer.add(
        SnapshotFileTests.images(2), others: [:], lacksPages: false, to: SnapshotFileTests.id)
    }
  }

  private func export(_ name: String = "out", _ files: Int = 3) throws {
    try NewFolder.make(path(name)) { write in
      for number in 0..<files { try write("a/\(number).json", Array("{}".utf8)) }
    }
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)".replacing(folder.url.path + "/", with: "")
    }
  }

  // MARK: Of the user's nothing is touched

  @Test func `links and files of the user's, whatever they are called, stay as they are`() throws {
    for target in ["r.sqlite", "out"] {
      let own = target + ".drydock-unfinished"
      try write("precious", "victim")
      for name in [own, own + "-0000000000000000"] {
        try FileManager.default.createSymbolicLink(
          atPath: path(name), withDestinationPath: "victim")
      }
      try FileManager.default.linkItem(atPath: path("victim"), toPath: path(own + "-1"))
      try FileManager.default.createDirectory(
        atPath: path(own + "-2/mine"), withIntermediateDirectories: true)
      let before = names
      try target == "out" ? export() : importNew()
      #expect(names == (before + [target]).sorted())
      #expect(try text("victim") == "precious")
      #expect((SnapshotFile.ownStatus(path(target))?.st_mode ?? 0) & S_IFMT != S_IFLNK)
      for name in before { try FileManager.default.removeItem(atPath: path(name)) }
      try FileManager.default.removeItem(atPath: path(target))
    }
  }

  @Test func `a link under a name that a run could have is neither followed nor removed`() throws {
    try write("precious", "victim")
    let name = UnfinishedName(path("r.sqlite")).unique()
    try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: "victim")
    try importNew()
    #expect(try text("victim") == "precious")
    #expect(SnapshotFile.ownStatus(name) != nil)
  }

  @Test func `a link that leads nowhere is told as such`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path("r.sqlite"), withDestinationPath: "nowhere")
    let expected = "r.sqlite is a link to nothing: remove it, or choose another place"
    #expect(message { try importNew() } == expected)
    #expect(names == ["r.sqlite"])
  }

  @Test(arguments: ["-wal", "-journal"])
  func `a file of the user's stays where SQLite would put its log`(suffix: String) throws {
    for exists in [false, true] {
      if exists { try importNew() }
      try write("My journey to the sea", "r.sqlite" + suffix)
      let expected =
        "r.sqlite\(suffix) is not a log of SQLite, which would overwrite it: move it, or choose "
        + "another place"
      #expect(message { try importNew() } == expected)
      #expect(try text("r.sqlite" + suffix) == "My journey to the sea")
      try FileManager.default.removeItem(atPath: path("r.sqlite" + suffix))
    }
  }

  @Test func `what takes the place meanwhile stays, and the run says so`() throws {
    let meanwhile = " was created by another program meanwhile, and is unchanged: try again"
    #expect(
      message {
        _ = try SnapshotWriter.write(into: path("r.sqlite")) { _ in try write("new", "r.sqlite") }
      } == "r.sqlite" + meanwhile)
    #expect(try text("r.sqlite") == "new")
    #expect(
      message {
        try NewFolder.make(path("out")) { write in
          try write("a", [1])
          try export("out", 1)
        }
      } == "out is being created by another program; try again later")
    #expect(
      message {
        try NewFolder.make(path("out")) { write in
          try write("a", [1])
          try FileManager.default.createDirectory(
            atPath: path("out/b"), withIntermediateDirectories: true)
        }
      } == "out" + meanwhile)
    #expect(names == ["out", "r.sqlite"])
    #expect(message { try export() } == "out already exists: name a folder that does not")
  }

  // MARK: What killed runs have left

  @Test func `what killed runs have left goes with the next run, and only that`() throws {
    for target in ["r.sqlite", "out", String(repeating: "é", count: 120)] {
      let name = UnfinishedName(path(target))
      let (file, inside) = (name.unique(), name.unique())
      for path in [file, file + "-wal"] { try Data("x".utf8).write(to: URL(filePath: path)) }
      try FileManager.default.createDirectory(
        atPath: inside + "/a/b", withIntermediateDirectories: true)
      try write("precious", "victim")
      try FileManager.default.createSymbolicLink(
        atPath: inside + "/link", withDestinationPath: "../victim")
      try target == "out" ? export(target) : importNew(target)
      #expect(names == [target, "victim"].sorted())
      #expect(try text("victim") == "precious")
      try FileManager.default.removeItem(atPath: path(target))
    }
  }

  @Test func `an import into a file that is there removes them too`() throws {
    try importNew()
    try Data("x".utf8).write(to: URL(filePath: UnfinishedName(path("r.sqlite")).unique()))
    // Killed between the two steps by which a file gets its name.
    try FileManager.default.linkItem(
      atPath: path("r.sqlite"), toPath: UnfinishedName(path("r.sqlite")).unique())
    try importNew()
    #expect(names == ["r.sqlite"])
    #expect(try SnapshotStore(path("r.sqlite")).repositories().count == 1)
  }

  @Test func `what somebody still writes to stays`() throws {
    let place = try UnfinishedPlace(.file, for: path("r.sqlite"), UnfinishedPlaces())
    let expected = "r.sqlite is being created by another program; try again later"
    #expect(message { try importNew() } == expected)
    #expect(SnapshotFile.exists(place.path))
    // Another snapshot in the same folder is nobody's business.
    try importNew("s.sqlite")
    place.remove()
    try importNew()
    #expect(names == ["r.sqlite", "s.sqlite"])
  }

  @Test func `a name is recognized by its check number`() {
    let name = UnfinishedName("/x/r.sqlite")
    let own = String(name.unique().dropFirst(3))
    #expect(name.isOne(own))
    #expect(!name.isOne(own + "-wal"))
    #expect(!UnfinishedName("/x/s.sqlite").isOne(own))
    let last = own.last == "0" ? "1" : "0"
    #expect(!name.isOne(own.dropLast() + last))
    #expect(UnfinishedName("r").folder == ".")
    #expect(UnfinishedName("/r").folder == "/")
    #expect(UnfinishedName("a/b/r/").folder == "./a/b")
  }

  // MARK: Stopped and failed runs

  @Test func `what fails leaves nothing`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try NewFolder.make(path("out")) { write in
        try write("x/y", [1])
        throw Stop()
      }
    }
    #expect(names == [])
    let missing = message { try NewFolder.make(path("a/b/out")) { _ in } }
    #expect(missing == "cannot create a/b/out: there is no folder a/b; create it first")
    #expect(names == [])
    // A file where a folder is due, and the same file twice.
    for file in ["a/b", "a"] {
      let message = message {
        try NewFolder.make(path("out")) { write in
          try write("a", [1])
          try write("b", [1])
          try write(file, [2])
        }
      }
      #expect(message.hasPrefix("cannot write out/\(file): "), "\(message)")
    }
    #expect(names == [])
  }

  @Test func `others than the owner may read neither snapshots nor exports`() throws {
    try importNew()
    try export("out")
    #expect(mode("r.sqlite") == 0o600)
    for name in ["out", "out/a"] { #expect(mode(name) == 0o700) }
    #expect(mode("out/a/0.json") == 0o600)
    // Who has opened a file to others keeps it so.
    chmod(path("r.sqlite"), 0o640)
    try importNew()
    #expect(mode("r.sqlite") == 0o640)
  }
}
