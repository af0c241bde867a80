import Texts

/// Annotations as GitLab's report of code quality: an array of what it shows in a merge request.
package enum GitLabCodeQuality {
  /// The file.
  package static func bytes(_ annotations: [Annotation]) -> [UInt8] {
    var json = ByteBuffer()
    json.array(annotations.fingerprinted(), indent: 2) { json, found in
      let annotation = found.annotation
      json.open("{")
      json.member("description")
      json.string(annotation.message.split(separator: "\n").joined(separator: " "))
      json.member("check_name")
      json.string(annotation.rule.code)
      // GitLab drops what has the fingerprint of an earlier entry.
      json.member("fingerprint")
      json.string(found.fingerprint)
      json.member("severity")
      json.string(severity(annotation))
      json.member("location")
      json.open("{")
      json.member("path")
      json.string(
        annotation.place.file.path.map { FileName.shown($0) } ?? annotation.place.file.name)
      json.member("lines")
      json.open("{")
      json.member("begin")
      json.number(annotation.place.start.line)
      json.member("end")
      json.number(annotation.place.end.line)
      json.close("}")
      json.close("}")
      json.close("}")
    }
    json.newLine(0)
    return json.bytes
  }

  private static func severity(_ annotation: Annotation) -> String {
    switch annotation.severity {
    case .error: "blocker"
    case .warning: annotation.isSecurity ? "critical" : "major"
    case .note: "info"
    }
  }
}
