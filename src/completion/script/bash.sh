# Completion of smarthands for bash. The program is asked, so that it completes from your scenarios.
_smarthands() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(SMARTHANDS_COMPLETE=bash smarthands -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    # A folder and a TERM= go on; anything else is followed by a space. Before bash 4 nothing is.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != *[=/] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o bashdefault -o nosort -F _smarthands smarthands 2>/dev/null ||
    complete -o nospace -o bashdefault -F _smarthands smarthands
