# Sourced by every finding. A folder that goes away, pinned packages in it, and one way to say what was seen.
# A finding ends with 0 when everything is as stated, 1 when something changed, 4 when a tool is missing.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
differs=0

# debian COMMAND PACKAGE VERSION: the tool is there; says which version it is when it is not the one that was looked at.
debian() {
    command -v "$1" >/dev/null || { echo "missing: $1 (apt install $2)" >&2; exit 4; }
    local now
    now=$(dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown)
    now=${now#*:}
    echo "$2 $now$([[ $now == "$3"* ]] || echo " (stated for $3)")"
}

# file_of PATH PACKAGE: a file that a Debian package brings.
file_of() {
    [ -e "$1" ] || { echo "missing: $1 (apt install $2)" >&2; exit 4; }
}

# python_with PACKAGE==VERSION ...: $python has exactly these.
python_with() {
    python3 -m venv venv 2>venv.log || { cat venv.log >&2; exit 4; }
    venv/bin/pip install --quiet --disable-pip-version-check "$@" >pip.log 2>&1 || { cat pip.log >&2; exit 4; }
    python=$work/venv/bin/python
    printf '%s\n' "$@"
}

# seen WHAT STATED NOW: prints it; remembers when it is no longer so.
seen() {
    if [ "$2" == "$3" ]; then
        echo "  $1: $3"
    else
        echo "  $1: CHANGED, stated: $2 | now: $3"
        differs=1
    fi
}

# pdf FILE: by LibreOffice, as FILE's name with .pdf; sheet FILE: as .csv with every cell as it is shown.
pdf() { _soffice pdf "$1"; }
sheet() { _soffice 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1' "$1"; }
_soffice() {
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$work" "$2" >soffice.log 2>&1 \
        || { cat soffice.log >&2; exit 1; }
}

# docx FILE BODY: a small Word file in Thai; the body is WordprocessingML. $numbering and $settings: the inside of those parts.
docx() { NUMBERING=${numbering-} SETTINGS=${settings-} python3 "$here/small_docx.py" "$1" "$2"; }

# field CODE: a field as Word writes it, which last showed เดิม.
field() {
    local code
    code=$(sed 's/&/\&amp;/g; s/"/\&quot;/g' <<<"$1")
    printf '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>' "$code"
    printf '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>เดิม</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
}

# p12 NAME openssl-key-options...: a key and its own certificate, NAME.key, NAME.pem and NAME.p12 (passphrase: sample).
p12() {
    local name=$1
    shift
    openssl req -x509 -newkey "$@" -nodes -keyout "$name.key" -out "$name.pem" -days 30 -subj '/CN=Sample Signer' \
        -addext keyUsage=digitalSignature,nonRepudiation 2>openssl.log || { cat openssl.log >&2; exit 1; }
    openssl pkcs12 -export -inkey "$name.key" -in "$name.pem" -name Sample -passout pass:sample -out "$name.p12"
}

paragraph() { printf '<w:p>%s</w:p>' "$1"; }
run() { printf '<w:r><w:t xml:space="preserve">%s</w:t></w:r>' "$1"; }

finish() { exit "$differs"; }
