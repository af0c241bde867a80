import Foundation

/// Checks a value against the part of JSON Schema that the project's schemas use; a keyword that it
/// does not know is a failure, so that none is passed over.
struct JSONSchemaCheck {
  let root: [String: Any]

  /// What does not fit, each with its path.
  func problems(_ value: Any, _ schema: [String: Any]? = nil, at path: String = "$") -> [String] {
    var problems: [String] = []
    for (keyword, rule) in schema ?? root {
      problems += check(keyword, rule, value, schema ?? root, path)
    }
    return problems
  }

  private func check(
    _ keyword: String, _ rule: Any, _ value: Any, _ schema: [String: Any], _ path: String
  ) -> [String] {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": return []
    case "type":
      let types = rule as? [String] ?? [rule as? String ?? ""]
      return types.contains { isOf($0, value) } ? [] : ["\(path): is not of type \(types)"]
    case "const": return equal(rule, value) ? [] : ["\(path): is not \(rule)"]
    case "enum":
      return (rule as? [Any] ?? []).contains { equal($0, value) }
        ? [] : ["\(path): \(value) is not allowed"]
    case "minimum":
      guard let number = value as? NSNumber, let least = rule as? NSNumber else { return [] }
      return number.doubleValue >= least.doubleValue ? [] : ["\(path): is too small"]
    case "pattern":
      guard let text = value as? String, let pattern = rule as? String else { return [] }
      return text.range(of: pattern, options: .regularExpression) == nil
        ? ["\(path): \(text) does not match"] : []
    case "required":
      guard let object = value as? [String: Any] else { return [] }
      return (rule as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): has no \($0)" }
    case "properties":
      guard let object = value as? [String: Any] else { return [] }
      return (rule as? [String: [String: Any]] ?? [:]).flatMap { name, schema in
        object[name].map { problems($0, schema, at: "\(path).\(name)") } ?? []
      }
    case "additionalProperties":
      guard let object = value as? [String: Any] else { return [] }
      let known = schema["properties"] as? [String: Any] ?? [:]
      return object.keys.filter { known[$0] == nil }.map { "\(path): \($0) is not in the schema" }
    case "items":
      guard let array = value as? [Any], let schema = rule as? [String: Any] else { return [] }
      return array.enumerated().flatMap { problems($1, schema, at: "\(path)[\($0)]") }
    case "oneOf":
      let matching = (rule as? [[String: Any]] ?? []).filter {
        problems(value, $0, at: path).isEmpty
      }
      return matching.count == 1 ? [] : ["\(path): fits \(matching.count) of the alternatives"]
    case "$ref":
      let name = (rule as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
      guard let schema = (root["$defs"] as? [String: [String: Any]])?[name] else {
        return ["\(path): \(rule) is not defined"]
      }
      return problems(value, schema, at: path)
    default: return ["\(path): the keyword \(keyword) is not known here"]
    }
  }

  private func equal(_ a: Any, _ b: Any) -> Bool {
    (a as? NSObject)?.isEqual(b) == true
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "number": (value as? NSNumber).map { !CFBooleanLike($0) } ?? false
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": (value as? NSNumber).map { CFBooleanLike($0) } ?? (value is Bool)
    case "integer":
      (value as? NSNumber).map { !CFBooleanLike($0) && $0.doubleValue.rounded() == $0.doubleValue }
        ?? false
    default: false
    }
  }

  private func CFBooleanLike(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
