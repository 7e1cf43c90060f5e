# Completion of smarthands for elvish. The program is asked, so that it completes from your scenarios.
use str
set edit:completion:arg-completer[smarthands] = {|@words|
    tmp E:SMARTHANDS_COMPLETE = elvish
    try {
        e:smarthands -- $@words 2>/dev/null | from-lines | each {|line|
            var text help = (str:split "\t" $line)
            var after = ' '
            if (or (str:has-suffix $text '=') (str:has-suffix $text '/')) {
                set after = ''
            }
            var shown = $text
            if (not-eq $help '') {
                set shown = $text' ('$help')'
            }
            edit:complex-candidate $text &code-suffix=$after &display=$shown
        }
    } catch {
        nop
    }
}
