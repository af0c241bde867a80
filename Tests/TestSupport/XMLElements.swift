import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of an XML document, in the order in which they end.
package struct XMLElements {
  /// An element with its attributes and the text in it.
  package struct Element {
    /// Its name.
    package var name: String
    /// Its attributes by their names.
    package var attributes: [String: String]
    /// The text between its tags.
    package var text = ""
  }

  /// The text is not well-formed XML.
  package struct Malformed: Error {
    /// What the parser reports.
    package var message: String
  }

  /// The elements.
  package let all: [Element]

  /// Reads a document.
  package init(_ xml: String) throws {
    let parser = XMLParser(data: Data(xml.utf8))
    let listener = Listener()
    parser.delegate = listener
    guard parser.parse() else {
      throw Malformed(message: String(describing: parser.parserError))
    }
    all = listener.all
  }
}

private final class Listener: NSObject, XMLParserDelegate {
  private(set) var all: [XMLElements.Element] = []
  private var open: [XMLElements.Element] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(XMLElements.Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if !open.isEmpty { open[open.count - 1].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.popLast().map { all.append($0) }
  }
}
