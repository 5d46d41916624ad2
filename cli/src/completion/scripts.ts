export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** Scripts that ask `infraudit __complete` at each press of the tab key, so that they never grow old. */
export const scripts: Record<Shell, string> = {
  bash: `# bash completion of infraudit. Load it with: source <(infraudit completion bash)
_infraudit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ "$line" == ":files" ]]; then
      compopt -o default 2>/dev/null
      COMPREPLY=()
      return
    fi
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(infraudit __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ "$current" == *:* ]] && declare -F __ltrim_colon_completions >/dev/null; then
    __ltrim_colon_completions "$current"
  fi
}
complete -F _infraudit infraudit
`,
  zsh: `#compdef infraudit
# zsh completion of infraudit. Load it with: source <(infraudit completion zsh)
_infraudit() {
  local -a found
  local line word
  while IFS= read -r line; do
    if [[ "$line" == ":files" ]]; then
      _files
      return
    fi
    word="\${line%%$'\\t'*}"
    found+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
  done < <(infraudit __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe 'infraudit' found
}
if [[ "\${funcstack[1]}" == "_infraudit" ]]; then
  _infraudit "$@"
else
  compdef _infraudit infraudit
fi
`,
  fish: `# fish completion of infraudit. Load it with: infraudit completion fish | source
function __infraudit_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (infraudit __complete $words[2..-1] 2>/dev/null)
    if test "$found" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $found
    end
end
complete -c infraudit -f -a '(__infraudit_complete)'
`,
  powershell: `# PowerShell completion of infraudit. Load it with: infraudit completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName infraudit -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $words += '""' }
    infraudit __complete @words 2>$null | ForEach-Object {
        if ($_ -eq ':files') { return }
        $word, $means = $_ -split "\`t", 2
        if (-not $means) { $means = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $means)
    }
}
`,
};
