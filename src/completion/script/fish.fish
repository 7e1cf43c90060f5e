# Completion of smarthands for fish. The program is asked, so that it completes from your scenarios.
function __smarthands_candidates
    command --query smarthands; or return
    SMARTHANDS_COMPLETE=fish smarthands -- (commandline -opc) (commandline -ct) 2>/dev/null
end
complete --command smarthands --no-files --keep-order --arguments '(__smarthands_candidates)'
