# Completion of smarthands for PowerShell. The program is asked, so that it completes from your scenarios.
Register-ArgumentCompleter -Native -CommandName smarthands -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # Words are passed on as text and never run. They go through the environment, where older versions lose no quotes.
    $words = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $element.Value }
        else { $element.Extent.Text }
    })
    $words += "$wordToComplete".TrimStart("'", '"')
    $encoding = [Console]::OutputEncoding
    try {
        $env:SMARTHANDS_COMPLETE = 'powershell'
        $env:SMARTHANDS_WORDS = $words -join "`n"
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& smarthands '--' 2>$null)
    }
    finally {
        Remove-Item Env:\SMARTHANDS_COMPLETE, Env:\SMARTHANDS_WORDS -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $text, $help = $line -split "`t", 2
        if (-not $help) { $help = $text }
        $typed = $text
        # Curly quotes are quotes to this shell, so its own rules say how a text is quoted.
        if ($text -match '[\s''"`(){};,&|$@#<>*?\[\]\u2018-\u201F]') {
            $typed = "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text) + "'"
        }
        [System.Management.Automation.CompletionResult]::new($typed, $text, 'ParameterValue', $help)
    }
}
