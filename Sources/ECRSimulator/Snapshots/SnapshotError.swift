public import ECRStore

/// Why a snapshot cannot be read or written.
public typealias SnapshotError = ECRStore.SnapshotError
