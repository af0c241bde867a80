/// Makes a failing world small enough to read.

/// The world left when nothing more can be taken away without the failure going too.
func smallest(_ world: OracleWorld, where fails: (OracleWorld) -> Bool) -> OracleWorld {
  var best = world
  while let smaller = oneStepSmaller(best).first(where: fails) {
    best = smaller
  }
  return best
}

/// Every world with one thing less, the biggest things first.
private func oneStepSmaller(_ world: OracleWorld) -> [OracleWorld] {
  var worlds: [OracleWorld] = []
  func add(_ change: (inout OracleWorld) -> Void) {
    var smaller = world
    change(&smaller)
    worlds.append(smaller)
  }

  for index in world.images.indices {
    add { $0.images.remove(at: index) }
  }
  if world.rules.count > 1 {
    for index in world.rules.indices {
      add { $0.rules.remove(at: index) }
    }
  }
  for (index, image) in world.images.enumerated() {
    for tag in image.tags.indices {
      add { $0.images[index].tags.remove(at: tag) }
    }
    for child in image.children.indices {
      add { $0.images[index].children.remove(at: child) }
    }
    if image.subject != nil {
      add { $0.images[index].subject = nil }
    }
  }
  return worlds
}
