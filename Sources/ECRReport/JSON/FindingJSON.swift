package import Texts

extension ByteBuffer {
  /// The findings of each file, up to a number, one a line where an indentation is given.
  package mutating func findings(_ findings: [Finding], indent: Int? = nil) {
    array(findings.shown(), indent: indent) { $0.finding($1) }
  }

  private mutating func finding(_ finding: Finding) {
    open("{")
    member("findingType")
    string(finding.type.rawValue)
    member("issueCode")
    string(finding.code.rawValue)
    member("message")
    string(finding.message)
    member("help")
    string(finding.help)
    member("location")
    location(finding.location)
    member("related")
    array(finding.related) { json, related in
      json.open("{")
      json.member("message")
      json.string(related.message)
      json.member("location")
      json.location(related.location)
      json.close("}")
    }
    member("facts")
    array(finding.facts) { $0.string($1) }
    member("serviceAnswer")
    if let answer = finding.serviceAnswer {
      open("{")
      member("text")
      string(answer.text)
      member("isLikelyFirst")
      bool(answer.isLikelyFirst)
      close("}")
    } else {
      null()
    }
    member("remedy")
    remedy(finding)
    close("}")
  }

  /// What following the help does: edits of the file, or what else changes.
  private mutating func remedy(_ finding: Finding) {
    let (kind, changes): (String, String?)
    switch finding.remedy {
    case nil: return null()
    case .edits: (kind, changes) = ("edits", nil)
    case .changes(let clause): (kind, changes) = ("changes", clause)
    case .advice: (kind, changes) = ("advice", nil)
    }
    open("{")
    member("kind")
    string(kind)
    member("edits")
    array(finding.edits) { json, edit in
      json.open("{")
      json.member("start")
      json.position(edit.location.start)
      json.member("end")
      json.position(edit.location.end)
      json.member("replacement")
      json.string(edit.replacement)
      json.close("}")
    }
    member("changes")
    string(changes)
    close("}")
  }

  private mutating func location(_ location: Location) {
    open("{")
    member("file")
    string(location.file)
    member("start")
    position(location.start)
    member("end")
    position(location.end)
    close("}")
  }

  private mutating func position(_ position: Position) {
    open("{")
    member("line")
    number(position.line)
    member("column")
    number(position.column)
    member("offset")
    number(position.offset)
    close("}")
  }
}
