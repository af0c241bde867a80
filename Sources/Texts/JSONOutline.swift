/// Where something is in a JSON text, by names: a place that stays the same when lines are inserted above it.
///
/// Strings that hold JSON, as AWS's answers have policies, are looked into.
package struct JSONOutline {
  /// The members that name an object of an array, in the order in which they are looked for.
  private let names: [String]
  private let documents: [JSONFragment]
  /// What strings hold, by where they start.
  private var held: [Int: JSONFragment?] = [:]

  /// Reads the text that a location is in.
  ///
  /// An object of an array is called by the first of the members `names` that it has, and by its number if
  /// it has none.
  package init(of location: Location, names: [String]) {
    self.names = names
    documents = JSONReader.read(location.text, several: true).documents.map {
      JSONFragment(source: location.text, node: $0)
    }
  }

  /// The names of the members and elements around a location of the text, from the outermost; nil where
  /// the text is not JSON.
  package mutating func path(to location: Location) -> [String]? {
    guard documents.first.map({ $0.node.value != .invalid }) == true else { return nil }
    guard
      let index = documents.lastIndex(where: { $0.location.startOffset <= location.startOffset })
    else { return [] }
    var path = index > 0 ? ["#\(index + 1)"] : []
    var fragment: JSONFragment? = documents[index]
    while let outer = fragment { fragment = step(into: outer, location.startOffset, &path) }
    return path
  }

  /// Goes one level down to an offset of the file; nil at the innermost.
  private mutating func step(
    into outer: JSONFragment, _ offset: Int, _ path: inout [String]
  ) -> JSONFragment? {
    switch outer.node.value {
    case .object(let members):
      guard let index = Self.last(members, { outer.start(of: $0.nameSpan) <= offset }),
        outer.end(of: members[index].value.span) > offset
      else { return nil }
      path.append(members[index].name)
      let value = JSONFragment(source: outer.source, node: members[index].value)
      return outer.start(of: value.node.span) <= offset ? value : nil
    case .array(let elements):
      guard let index = Self.last(elements, { outer.start(of: $0.span) <= offset }),
        outer.end(of: elements[index].span) > offset
      else { return nil }
      path.append(name(of: elements[index]) ?? "#\(index + 1)")
      return JSONFragment(source: outer.source, node: elements[index])
    case .string(let text):
      guard text.first == "{" || text.hasPrefix("%7B") || text.hasPrefix("%7b") else { return nil }
      let start = outer.location.startOffset
      if held[start] == nil { held[start] = .some(outer.unwrapped().fragment) }
      return held[start] ?? nil
    case .null, .bool, .number, .invalid: return nil
    }
  }

  private func name(of element: JSONNode) -> String? {
    guard element.members != nil else { return element.scalar?.shortened() }
    return names.lazy.compactMap { element[$0]?.scalar?.shortened() }.first
  }

  /// The last of some sorted values that is not behind the place looked for.
  private static func last<Value>(
    _ values: [Value], _ isReached: (Value) -> Bool
  ) -> Int? {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}

extension JSONFragment {
  fileprivate func start(of span: Span) -> Int { source.location(of: span).startOffset }
  fileprivate func end(of span: Span) -> Int { source.location(of: span).endOffset }
}
