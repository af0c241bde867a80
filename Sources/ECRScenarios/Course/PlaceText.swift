package import ECRReport
import Texts

/// Where in the book a reader is, and what comes next.
package enum PlaceText {
  /// The footer of a story; `title` is that of its chapter.
  ///
  /// Where a key opens the next story, its name is of no use.
  package static func text(
    _ place: ReadingPlace, title: String?, next: Scenario?, _ style: Style,
    isInteractive: Bool = false
  ) -> String {
    let section = title ?? place.section
    let part = place.isFinePrint ? ", fine print" : ""
    var text = "\(section)\(part), \(place.number) of \(place.count)."
    if let next { text += " Next: \(next.title)" + (isInteractive ? " (n)" : "") }
    let command =
      isInteractive
      ? nil : next.map { "  drydock learn \(Prose.printable(ScenarioPath.name(of: $0.id)))\n" }
    return "\n" + style(.dim, Prose.wrapped(text, width: style.width)) + (command ?? "")
  }
}
