#compdef smarthands
# Completion of smarthands for zsh. The program is asked, so that it completes from your scenarios.
_smarthands() {
    local line text shown now=$PREFIX
    local -a open_texts open_shown closed_texts closed_shown
    # Inside of quotes the word is there as it is meant.
    [[ -n $compstate[quote] ]] || now=${(Q)PREFIX}
    for line in ${(f)"$(SMARTHANDS_COMPLETE=zsh smarthands -- "${(@Q)words[1,CURRENT-1]}" "$now" 2>/dev/null)"}; do
        text=${line%%$'\t'*}
        shown=$text
        [[ -z ${line#*$'\t'} ]] || shown="$text  -- ${line#*$'\t'}"
        if [[ $text == *[=/] ]]; then
            open_texts+=("$text") open_shown+=("$shown")
        else
            closed_texts+=("$text") closed_shown+=("$shown")
        fi
    done
    # What goes on, such as a folder, gets no space behind it.
    (( $#closed_texts )) && compadd -l -V closed -d closed_shown -a closed_texts
    (( $#open_texts )) && compadd -l -V open -S '' -d open_shown -a open_texts
    (( $#closed_texts + $#open_texts ))
}
# Run as a file of $fpath it completes at once; sourced it registers itself.
if [[ $funcstack[1] == _smarthands ]]; then
    _smarthands "$@"
else
    compdef _smarthands smarthands
fi
