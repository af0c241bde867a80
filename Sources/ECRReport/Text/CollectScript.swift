/// The shell script that collects a whole registry with the AWS CLI.
///
/// It only reads, writes each document after a note with its account and region, and continues when
/// AWS denies a call, so that everything readable is collected.
package enum CollectScript {
  /// Whether a name can stand in the script as it is.
  package static func isPlain(_ name: String) -> Bool {
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
  package static func text(
    regions: [String], profile: String?, withOrganization: Bool
  ) -> String {
    let options = profile.map { " --profile \($0)" } ?? ""
    let list =
      regions.isEmpty
      ? "$(list ec2 describe-regions --query 'Regions[].RegionName')"
      : regions.joined(separator: " ")
    return head.replacing("@OPTIONS@", with: options)
      + "regions=\"\(list)\"\n"
      + "[ -n \"$regions\" ] || [ -s \"$out/.failed\" ] || echo 'no region is enabled' "
      + "| fail \"$where\" 'aws ec2 describe-regions'\n" + registries + iam
      + (withOrganization ? organization : "")
      + end.replacing("@ORGANIZATION@", with: withOrganization ? "true" : "false")
  }

  private static let head = #"""
    #!/bin/sh
    # Collects ECR registries for Drydock, reading only. Usage: sh collect.sh FOLDER
    # Then: drydock snapshot import --into registry.sqlite FOLDER
    set -eu
    case ${1:-} in
      '' | -*)
        echo "usage: sh collect.sh FOLDER" >&2
        exit 2
        ;;
    esac
    out=$1
    if ! mkdir "$out"; then
      echo "name a folder that does not exist: a new one for each account and each run" >&2
      exit 2
    fi
    tab=$(printf '\t')

    ask() { aws@OPTIONS@ "$@" < /dev/null; }

    # fail NOTE COMMAND: lists a call that failed, with the message on standard input, in a file, so that
    # subshells can do it too.
    fail() {
      message=$(LC_ALL=C tr -s '\000-\037' '[ *]' | LC_ALL=C tr -cd '\040-\176' | cut -c 1-500 \
        | sed 's/\\/\\\\/g; s/"/\\"/g; s/^ *//; s/ *$//')
      case $1 in
        *'"account"'*) about=$1 ;;
        *) about="\"account\": \"$account\", $1" ;;
      esac
      printf '{%s, "command": "%s", "error": "%s"}\n' "$about" "$2" "${message:-no message}" \
        >> "$out/.failed"
    }

    # collect FILE NOTE COMMAND...: the note and what the command prints. That there is no such policy
    # is an answer; the script reports what AWS denies, and continues.
    collect() {
      file=$out/$1
      note=$2
      shift 2
      if ! mkdir -p "$(dirname "$file")"; then
        echo "cannot make the folder of $file" | fail "${note:-$where}" "aws $1 $2"
        return 0
      fi
      if ask "$@" --output json > "$file.part" 2> "$file.err"; then
        {
          [ -z "$note" ] || printf '{"drydock": {%s}}\n' "$note"
          cat "$file.part"
        } > "$file"
      elif ! grep -q 'PolicyNotFoundException' "$file.err"; then
        echo "aws $*: $(cat "$file.err")" >&2
        fail "${note:-$where}" "aws $1 $2" < "$file.err"
      fi
      rm -f "$file.part" "$file.err"
    }

    # list COMMAND...: names and ids that the command prints; if AWS denies it, the script reports it.
    list() {
      # One list may be read while another is asked for.
      if ask "$@" --output text > "$out/.$2.list" 2> "$out/.$2.err"; then
        cat "$out/.$2.list"
      else
        echo "aws $*: $(cat "$out/.$2.err")" >&2
        fail "$where" "aws $1 $2" < "$out/.$2.err"
      fi
      rm -f "$out/.$2.list" "$out/.$2.err"
    }

    # A repository's name as the name of a folder, which may not be as long.
    folder() {
      name=$(printf '%s' "$1" | tr / +)
      if [ ${#name} -gt 200 ]; then
        name=$(printf '%s' "$name" | cut -c 1-200)~$(printf '%s' "$name" | cksum | cut -d ' ' -f 1)
      fi
      printf '%s' "$name"
    }

    account=$(ask sts get-caller-identity --query Account --output text)
    # What a call is about, where its document has no note.
    where="\"account\": \"$account\""

    # Until the end, the list of failed calls says that there is none yet.
    printf '{"failedCalls": [{%s, "command": "sh collect.sh", "error": "it did not finish"}]}\n' \
      "$where" > "$out/failed-calls.json"

    """#

  private static let registries = #"""

    # The manifests of the image indexes of a repository, a hundred at a time.
    manifests() {
      name=$1
      folder=$2
      note=$3
      region=$4
      digests=$(list ecr describe-images --region "$region" --repository-name "$name" \
        --filter imageStatus=ANY --query "imageDetails[?imageManifestMediaType && \
    (contains(imageManifestMediaType, 'image.index') || \
    contains(imageManifestMediaType, 'manifest.list'))].imageDigest")
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
      where=$place
      base=$account/$region
      for command in describe-registry get-registry-policy get-registry-scanning-configuration \
        describe-pull-through-cache-rules describe-repository-creation-templates \
        describe-repositories; do
        collect "$base/$command.json" "$place" ecr "$command" --region "$region"
      done
      list ecr describe-repositories --region "$region" \
        --query 'repositories[].[repositoryName,repositoryArn]' | while IFS=$tab read -r name arn; do
        [ -n "$arn" ] || continue
        folder=$base/repositories/$(folder "$name")
        note="$place, \"resourceArn\": \"$arn\""
        where=$note
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
    where="\"account\": \"$account\""

    """#

  private static let iam = #"""

    collect "iam/$account/get-account-authorization-details.json" "\"account\": \"$account\"" \
      iam get-account-authorization-details

    """#

  private static let organization = #"""

    # Where a child of the organization is: an account or an organizational unit.
    parent() {
      collect "organizations/parents/$1.json" "\"childId\": \"$1\"" \
        organizations list-parents --child-id "$1"
    }

    # The organizational units below a root or a unit.
    units() {
      for unit in $(list organizations list-organizational-units-for-parent --parent-id "$1" \
        --query 'OrganizationalUnits[].Id'); do
        [ "$unit" = None ] && continue
        parent "$unit"
        (units "$unit")
      done
    }

    collect organizations/describe-organization.json "" organizations describe-organization
    for id in $(list organizations list-accounts --query 'Accounts[].Id'); do
      parent "$id"
    done
    for id in $(list organizations list-roots --query 'Roots[].Id'); do
      units "$id"
    done
    for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
      for id in $(list organizations list-policies --filter $type --query 'Policies[].Id'); do
        [ "$id" = None ] && continue
        where="\"policyId\": \"$id\""
        collect "organizations/policies/$id/describe-policy.json" "" \
          organizations describe-policy --policy-id "$id"
        collect "organizations/policies/$id/list-targets-for-policy.json" "\"policyId\": \"$id\"" \
          organizations list-targets-for-policy --policy-id "$id"
      done
      where="\"account\": \"$account\""
    done

    """#

  private static let end = #"""

    # drydock snapshot import reads the list of failed calls; it replaces those of an earlier run.
    names=
    for region in $regions; do names="$names${names:+, }\"$region\""; done
    touch "$out/.failed"
    {
      echo '{"failedCalls": ['
      sed '$!s/$/,/' "$out/.failed"
      printf '],\n"collected": {"account": "%s", "regions": [%s], "organization": @ORGANIZATION@}}\n' \
        "$account" "$names"
    } > "$out/failed-calls.json"
    result=0
    if [ -s "$out/.failed" ]; then
      echo "some calls failed, see above: the snapshot will lack what they print, and list them" >&2
      result=1
    fi
    rm "$out/.failed"
    echo "next: drydock snapshot import --into registry.sqlite $out" >&2
    exit $result

    """#
}
