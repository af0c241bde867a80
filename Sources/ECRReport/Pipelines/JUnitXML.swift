import Texts

/// A report in the XML that JUnit made and build servers read.
///
/// There are no times and no host: the same run has the same bytes.
package struct JUnitXML {
  /// The name of the run.
  package var name: String
  /// The groups of cases.
  package var suites: [Suite]

  /// Makes a report.
  package init(name: String, suites: [Suite]) {
    self.name = name
    self.suites = suites
  }

  /// A group of cases.
  package struct Suite {
    /// Its name.
    package var name: String
    /// Its cases.
    package var cases: [Case]

    /// Makes a group.
    package init(name: String, cases: [Case]) {
      self.name = name
      self.cases = cases
    }
  }

  /// Something that passes or does not: it passes without problems.
  package struct Case {
    /// Its name; readers drop a second case of one class with the same name.
    package var name: String
    /// The class that it belongs to, such as a path.
    package var className: String
    /// Its file; Jenkins' schema does not have this attribute, but GitLab shows it.
    package var file: String?
    /// What is wrong.
    package var problems: [Problem] = []
    /// What else there is to read; nil for nothing.
    package var output: String?

    /// Makes a case that passes.
    package init(name: String, className: String, file: String? = nil) {
      self.name = name
      self.className = className
      self.file = file
    }
  }

  /// Why a case does not pass.
  package struct Problem {
    /// Whether the case could not even be tried.
    package var isError: Bool
    /// What is wrong, in one line.
    package var message: String
    /// The kind of the problem.
    package var type: String
    /// Everything about it: GitLab shows this alone.
    package var text: String

    /// Makes a problem.
    package init(isError: Bool, message: String, type: String, text: String) {
      self.isError = isError
      self.message = message
      self.type = type
      self.text = text
    }
  }

  /// The document.
  package var xml: String {
    let cases = suites.flatMap(\.cases)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\(name.xmlQuoted) \(Self.counts(cases))>\n"
      + suites.map { suite in
        "  <testsuite name=\(suite.name.xmlQuoted) \(Self.counts(suite.cases))>\n"
          + suite.cases.map(\.xml).joined() + "  </testsuite>\n"
      }.joined() + "</testsuites>\n"
  }

  private static func counts(_ cases: [Case]) -> String {
    let errors = cases.count { $0.problems.contains(where: \.isError) }
    let failures = cases.count { !$0.problems.isEmpty && !$0.problems.contains(where: \.isError) }
    return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
  }
}

extension JUnitXML.Case {
  fileprivate var xml: String {
    let head =
      "    <testcase name=\(name.xmlQuoted) classname=\(className.xmlQuoted)"
      + (file.map { " file=\($0.xmlQuoted)" } ?? "")
    var body = ""
    for problem in problems {
      let element = problem.isError ? "error" : "failure"
      body +=
        "      <\(element) message=\(problem.message.xmlQuoted) type=\(problem.type.xmlQuoted)>"
        + "\(problem.text.xmlEscaped)</\(element)>\n"
    }
    if let output { body += "      <system-out>\(output.xmlEscaped)</system-out>\n" }
    return body.isEmpty ? head + "/>\n" : head + ">\n\(body)    </testcase>\n"
  }
}
