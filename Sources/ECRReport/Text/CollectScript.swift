/// The shell script that collects a whole registry with the AWS CLI.
///
/// It asks only, writes each document behind a note that says whose it is, and goes on when AWS refuses
/// an answer, so that what may be read is read.
public enum CollectScript {
  /// Whether a name can stand in the script as it is.
  public static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("-")
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "."), UInt8(ascii: "@"):
          true
        default: false
        }
      }
  }

  /// The script, for some regions, or for all that the account has enabled.
  ///
  /// Names have to be plain, see ``isPlain(_:)``.
  public static func text(
    regions: [String], profile: String?, withOrganization: Bool
  ) -> String {
    let options = profile.map { " --profile \($0)" } ?? ""
    let list =
      regions.isEmpty
      ? "$(aws\(options) ec2 describe-regions --query 'Regions[].RegionName' --output text)"
      : regions.joined(separator: " ")
    return head(options) + "regions=\"\(list)\"\n" + registries + iam
      + (withOrganization ? organization : "") + end
  }

  private static func head(_ options: String) -> String {
    #"""
    #!/bin/sh
    # Collects ECR registries for Drydock, reading only. Usage: sh collect.sh FOLDER
    # Then: drydock snapshot import --into registry.sqlite FOLDER
    set -eu
    out=${1:?usage: sh collect.sh FOLDER}
    mkdir "$out"
    tab=$(printf '\t')

    # A mark that subshells can leave too.
    fail() { : > "$out/.failed"; }

    ask() { aws\#(options) "$@" < /dev/null; }

    # collect FILE NOTE COMMAND...: the note and what the command prints. That there is no such policy
    # is an answer; what AWS refuses is told, and the rest goes on.
    collect() {
      file=$out/$1
      note=$2
      shift 2
      mkdir -p "$(dirname "$file")"
      if ask "$@" --output json > "$file.part" 2> "$file.err"; then
        {
          [ -z "$note" ] || printf '{"drydock": {%s}}\n' "$note"
          cat "$file.part"
        } > "$file"
      elif ! grep -q 'PolicyNotFoundException' "$file.err"; then
        echo "aws $*: $(cat "$file.err")" >&2
        fail
      fi
      rm -f "$file.part" "$file.err"
    }

    account=$(ask sts get-caller-identity --query Account --output text)

    """#
  }

  private static let registries = #"""

    # The manifests of the image indexes of a repository, a hundred at a time.
    manifests() {
      name=$1
      folder=$2
      note=$3
      region=$4
      digests=$(ask ecr describe-images --region "$region" --repository-name "$name" \
        --filter imageStatus=ANY --output text --query "imageDetails[?imageManifestMediaType && \
    (contains(imageManifestMediaType, 'image.index') || \
    contains(imageManifestMediaType, 'manifest.list'))].imageDigest") || { fail; return 0; }
      part=0
      set --
      for digest in $digests; do
        [ "$digest" = None ] && continue
        set -- "$@" "imageDigest=$digest"
        if [ $# -eq 100 ]; then
          part=$((part + 1))
          collect "$folder/batch-get-image-$part.json" "$note" ecr batch-get-image \
            --region "$region" --repository-name "$name" --image-ids "$@"
          set --
        fi
      done
      if [ $# -gt 0 ]; then
        part=$((part + 1))
        collect "$folder/batch-get-image-$part.json" "$note" ecr batch-get-image \
          --region "$region" --repository-name "$name" --image-ids "$@"
      fi
    }

    for region in $regions; do
      echo "region $region" >&2
      place="\"account\": \"$account\", \"region\": \"$region\""
      base=$account/$region
      for command in describe-registry get-registry-policy get-registry-scanning-configuration \
        describe-pull-through-cache-rules describe-repository-creation-templates \
        describe-repositories; do
        collect "$base/$command.json" "$place" ecr "$command" --region "$region"
      done
      list=$(ask ecr describe-repositories --region "$region" --output text \
        --query 'repositories[].[repositoryName,repositoryArn]') || { fail; continue; }
      printf '%s\n' "$list" | while IFS=$tab read -r name arn; do
        [ -n "$arn" ] || continue
        folder=$base/repositories/$(printf '%s' "$name" | tr / +)
        note="$place, \"resourceArn\": \"$arn\""
        echo "  $name" >&2
        collect "$folder/describe-images.json" "$note" ecr describe-images --region "$region" \
          --repository-name "$name" --filter imageStatus=ANY
        for command in get-lifecycle-policy get-repository-policy; do
          collect "$folder/$command.json" "$note" ecr "$command" --region "$region" \
            --repository-name "$name"
        done
        collect "$folder/list-tags-for-resource.json" "$note" ecr list-tags-for-resource \
          --region "$region" --resource-arn "$arn"
        manifests "$name" "$folder" "$note" "$region"
      done
    done

    """#

  private static let iam = #"""

    collect "iam/$account/get-account-authorization-details.json" "\"account\": \"$account\"" \
      iam get-account-authorization-details

    """#

  private static let organization = #"""

    # Where a child of the organisation is: an account or an organizational unit.
    parent() {
      collect "organizations/parents/$1.json" "\"childId\": \"$1\"" \
        organizations list-parents --child-id "$1"
    }

    # The organizational units below a root or a unit.
    units() {
      for unit in $(ask organizations list-organizational-units-for-parent --parent-id "$1" \
        --query 'OrganizationalUnits[].Id' --output text); do
        [ "$unit" = None ] && continue
        parent "$unit"
        (units "$unit")
      done
    }

    collect organizations/describe-organization.json "" organizations describe-organization
    for id in $(ask organizations list-accounts --query 'Accounts[].Id' --output text); do
      parent "$id"
    done
    for id in $(ask organizations list-roots --query 'Roots[].Id' --output text); do
      units "$id"
    done
    for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
      for id in $(ask organizations list-policies --filter $type --query 'Policies[].Id' \
        --output text); do
        [ "$id" = None ] && continue
        collect "organizations/policies/$id/describe-policy.json" "" \
          organizations describe-policy --policy-id "$id"
        collect "organizations/policies/$id/list-targets-for-policy.json" "\"policyId\": \"$id\"" \
          organizations list-targets-for-policy --policy-id "$id"
      done
    done

    """#

  private static let end = #"""

    if [ -e "$out/.failed" ]; then
      rm "$out/.failed"
      echo "some of it could not be read, see above; what could be is in $out" >&2
      exit 1
    fi
    echo "now: drydock snapshot import --into registry.sqlite $out" >&2

    """#
}
