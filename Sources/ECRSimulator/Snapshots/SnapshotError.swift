package import ECRStore

/// Why a snapshot cannot be read or written.
package typealias SnapshotError = ECRStore.SnapshotError
