import ECRLifecycle

/// What happens in all, a line each.
enum TotalsText {
  /// How many images there are, and what they weigh.
  static func all(_ summary: PreviewSummary) -> String {
    Prose.count(summary.all.imageTotalCount, "image", "images") + ", "
      + Prose.size(summary.all.sizeInBytes)
  }

  static func text(_ summary: PreviewSummary, _ style: Style) -> String {
    var table = TextTable([("", .right), ("", .left), ("", .right)])
    func add(_ total: ImageTotal, _ one: String, _ many: String, _ paint: Style.Paint) {
      table.add([
        .init(text: Prose.grouped(total.imageTotalCount), paint: paint),
        .init(text: total.imageTotalCount == 1 ? one : many, paint: paint),
        .init(text: Prose.size(total.sizeInBytes)),
      ])
    }
    add(summary.expiring, "image expires", "images expire", .red)
    if summary.transitioning.imageTotalCount > 0 {
      add(summary.transitioning, "image is archived", "images are archived", .yellow)
    }
    add(summary.kept, "image stays", "images stay", .green)
    if summary.deferred.imageTotalCount > 0 {
      add(
        summary.deferred, "of them only until its image index is gone",
        "of them only until their image indexes are gone", .yellow)
    }
    if summary.keptButMayGo.imageTotalCount > summary.deferred.imageTotalCount {
      add(
        summary.keptButMayGo, "of them may go all the same", "of them may go all the same",
        .yellow)
    }
    return table.text(style)
      + "  Sizes are upper bounds: images share layers, and a layer stays while one needs it.\n"
  }
}
