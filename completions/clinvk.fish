# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_clinvk_global_optspecs
    string join \n home= config= lock-timeout= color= no-pager h/help V/version
end

function __fish_clinvk_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_clinvk_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_clinvk_using_subcommand
    set -l cmd (__fish_clinvk_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c clinvk -n "__fish_clinvk_needs_command" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_needs_command" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_needs_command" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_needs_command" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_needs_command" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_needs_command" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_needs_command" -f -a "sessions" -d 'Manage sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "list" -d 'List all sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls" -d 'List all sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "show" -d 'Show session details'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "resume" -d 'Continue a session with its assistant'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "stats" -d 'Count sessions, tokens and bytes'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "tree" -d 'Show the lineage of forks'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "delete" -d 'Delete a session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm" -d 'Delete a session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "clean" -d 'Remove old sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "trash" -d 'List the sessions in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "restore" -d 'Restore sessions from the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "empty-trash" -d 'Permanently delete the contents of the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "log" -d 'Show the history of changes, newest first'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "pin" -d 'Protect sessions from clean and prune'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "unpin" -d 'Remove the protection from clean and prune'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "tag" -d 'Add tags to sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "untag" -d 'Remove tags from sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "tags" -d 'List all tags, with the number of their sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rename" -d 'Give a session a title'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "fork" -d 'Create a session that branches off from another one'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "relocate" -d 'Set a new directory for the sessions of one that was moved'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "export" -d 'Copy sessions, with their artifacts, out of the store'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "import" -d 'Store sessions that were exported'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-raw" -d 'List sessions as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "cat-raw" -d 'Write the files of sessions unchanged (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "resolve-id" -d 'Turn ID prefixes into full IDs (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm-id" -d 'Remove sessions by their full IDs (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "put-raw" -d 'Create or replace sessions from records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "set-raw" -d 'Change fields of sessions in place (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-trash" -d 'List the sessions in the trash as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "restore-id" -d 'Restore sessions from the trash (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm-trash" -d 'Permanently remove sessions from the trash (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-journal" -d 'List the changes in the journal as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "prune" -d 'Remove old sessions (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "fsck" -d 'Check the store and repair it without data loss (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show resume stats tree delete rm clean trash restore empty-trash log pin unpin tag untag tags rename fork relocate export import ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "schema" -d 'Write the JSON Schema of the records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this field' -r -f -a "id\t''
backend\t''
status\t''
created_at\t''
last_used\t''
working_dir\t''
backend_session_id\t''
model\t''
title\t''
initial_prompt\t''
turn_count\t''
parent_id\t''
error_message\t''
bytes\t''
tokens\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s n -l limit -d 'Maximum number of sessions (0 = all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l offset -d 'Skip the first N sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "table\t'A table for people (default)'
json\t'A JSON array'
jsonl\t'JSON Lines: an object per line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l columns -d 'Show these columns, in this order (help lists them)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the sort order'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l json -d 'Write a JSON array, like --format json'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l no-header -d 'Leave out the line of headings'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l wide -d 'Show every value in full, however wide the lines are'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show more columns'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l absolute -d 'Show times, in the local time zone, and not their age'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Show full IDs only, one per line'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this field' -r -f -a "id\t''
backend\t''
status\t''
created_at\t''
last_used\t''
working_dir\t''
backend_session_id\t''
model\t''
title\t''
initial_prompt\t''
turn_count\t''
parent_id\t''
error_message\t''
bytes\t''
tokens\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s n -l limit -d 'Maximum number of sessions (0 = all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l offset -d 'Skip the first N sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l format -d 'Output format' -r -f -a "table\t'A table for people (default)'
json\t'A JSON array'
jsonl\t'JSON Lines: an object per line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l columns -d 'Show these columns, in this order (help lists them)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the sort order'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l json -d 'Write a JSON array, like --format json'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l no-header -d 'Leave out the line of headings'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l wide -d 'Show every value in full, however wide the lines are'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show more columns'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l absolute -d 'Show times, in the local time zone, and not their age'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Show full IDs only, one per line'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l last -d 'Show the most recently used session, like @{1}'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l json -d 'Write each session as a JSON object'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l prompt -d 'Write only the prompt, exactly'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -l print -d 'Write the command line, quoted for a shell, instead of running it'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l by -d 'Group by backend, model, tag, dir, day, month, …' -r -f -a "backend\t''
model\t''
status\t''
tag\t''
dir\t''
day\t''
week\t''
month\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l budget -d 'Fail if a group has more than N tokens (500k, 1M)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l format -d 'Write table, json, jsonl, csv or tsv' -r -f -a "table\t'A table for people (default)'
json\t'A JSON array'
jsonl\t'JSON Lines: an object per line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l chart -d 'Draw tokens over time into an SVG file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l json -d 'Write a JSON array of stats records'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -l explain -d 'Only explain how each backend counts tokens'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from stats" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s a -l all -d 'Show also sessions that are no fork and have none'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -l json -d 'Write a JSON array of node records'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tree" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l dry-run -d 'Only show what would be deleted'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l force -d 'Delete pinned sessions too'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l purge -d 'Delete permanently, not into the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l dry-run -d 'Only show what would be deleted'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l force -d 'Delete pinned sessions too'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l purge -d 'Delete permanently, not into the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l older-than -d 'Delete sessions older than AGE (30, 30d, 12h, 2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-last -d 'Keep the N most recently used sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-within -d 'Keep sessions used within AGE of the newest' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-daily -d 'Keep the newest of each of the last N days' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-weekly -d 'Keep the newest of each of the last N weeks' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-monthly -d 'Keep the newest of each of the last N months' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-tag -d 'Keep sessions with TAG, or all of TAG,TAG' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l max-total-bytes -d 'Delete oldest until the total is at most SIZE' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l group-by -d 'Apply the policy to each group separately' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l at -d 'Evaluate the policy as of TIME (RFC 3339)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l all -d 'Delete every session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l explain -d 'Only show every session\'s outcome and reason'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l dry-run -d 'Only list what would be deleted'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s y -l yes -d 'Skip the confirmation prompt'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l purge -d 'Delete permanently, not into the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l json -d 'Write a JSON array'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l last -d 'Restore everything the last command moved to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Report each restored session, not only their number'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l older-than -d 'Only sessions trashed more than AGE ago (30, 30d, 12h, 2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s y -l yes -d 'Skip the confirmation prompt'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s n -l limit -d 'Maximum number of changes or operations (0 = all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l json -d 'Write a JSON array'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l operations -d 'Group changes by operation, and show how to undo it'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s t -l add -d 'Add this tag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s n -l dry-run -d 'Change nothing, only show what would change'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s y -l yes -d 'Skip the confirmation prompt'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tag" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s t -l remove -d 'Remove this tag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s n -l dry-run -d 'Change nothing, only show what would change'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s y -l yes -d 'Skip the confirmation prompt'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from untag" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -l json -d 'Write a JSON array'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from tags" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -s n -l dry-run -d 'Change nothing, only show what would change'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rename" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -s n -l dry-run -d 'Create nothing, only show what would be forked'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -s q -l quiet -d 'Write only the ID of the fork'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fork" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -s n -l dry-run -d 'Change nothing, only show what would change'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -s y -l yes -d 'Skip the confirmation prompt'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from relocate" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s o -l output -d 'Write to a file or directory, not to standard output' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -l force -d 'Overwrite files that exist'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l replace -d 'Overwrite sessions that exist'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -s n -l dry-run -d 'Store nothing, only show what would be stored'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -l json -d 'Write `stored` records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s n -l limit -d 'Maximum number of sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l offset -d 'Skip the first N sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l sort -d 'Sort by this field, ascending' -r -f -a "id\t''
backend\t''
status\t''
created_at\t''
last_used\t''
working_dir\t''
backend_session_id\t''
model\t''
title\t''
initial_prompt\t''
turn_count\t''
parent_id\t''
error_message\t''
bytes\t''
tokens\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l reverse -d 'Reverse the sort order'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s z -l null -d 'End every file, and every header, with NUL'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l ignore-missing -d 'Do not fail on missing sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l ignore-missing -d 'Do not fail on unknown prefixes'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l dry-run -d 'Only report what would be removed'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l trash -d 'Move the sessions to the trash, from which `restore-id` brings them back'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l atomic -d 'Remove all or none: nothing if any of them is missing, has changed or cannot be read'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l keep-going -d 'Remove the other sessions even if an item of the input is invalid'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l ignore-missing -d 'Do not fail on missing sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l stdin -d 'Read records or session objects (default)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l stdin0 -d 'Read NUL-terminated records or session objects'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l replace -d 'Overwrite existing sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l no-sync -d 'Do not fsync new sessions (for imports you can repeat)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l dry-run -d 'Store nothing, only report what would be stored'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l set -d 'Set a key, such as title or metadata.NAME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l unset -d 'Remove a key' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l add-tag -d 'Add a tag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l remove-tag -d 'Remove a tag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l if-etag -d 'Change the session only if it still has this etag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l dry-run -d 'Change nothing, only report what would change'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l last -d 'Only what the last command moved to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l ignore-missing -d 'Do not fail on sessions that are not in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l stdin -d 'Read IDs, one per line, or records as JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l stdin0 -d 'Read NUL-terminated IDs'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l dry-run -d 'Only report what would be removed'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l keep-going -d 'Remove the others even if an item is invalid'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l ignore-missing -d 'Do not fail on sessions that are not in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s n -l limit -d 'Maximum number of changes, from the newest' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l older-than -d 'Delete sessions older than AGE (30, 30d, 12h, 2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-last -d 'Keep the N most recently used sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-within -d 'Keep sessions used within AGE of the newest' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-daily -d 'Keep the newest of each of the last N days' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-weekly -d 'Keep the newest of each of the last N weeks' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-monthly -d 'Keep the newest of each of the last N months' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-tag -d 'Keep sessions with TAG, or all of TAG,TAG' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l max-total-bytes -d 'Delete oldest until the total is at most SIZE' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l group-by -d 'Apply the policy to each group separately' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l at -d 'Evaluate the policy as of TIME (RFC 3339)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l tag -d 'Filter by tag; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l model -d 'Filter by model' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l grep -d 'Filter by text; if repeated, a session needs all' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l dir -d 'Only sessions of this directory and those below' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l parent -d 'Only forks of the session ID' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l since -d 'Only sessions used since TIME (2w, 2026-01-31)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l until -d 'Only sessions last used until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l created-since -d 'Only sessions created since TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l created-until -d 'Only sessions created until TIME' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l sort -d 'Sort by this field, ascending' -r -f -a "id\t''
last_used\t''
bytes\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l all -d 'Delete every session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l explain -d 'Only show every session\'s outcome and reason'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s i -l ignore-case -d 'Ignore case in --grep'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s E -l regex -d 'Read --grep as a regular expression'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l here -d 'Only sessions of this git repository'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l gone -d 'Only sessions whose directory no longer exists'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l resumable -d 'Only sessions that clinvk can resume'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l pinned -d 'Only pinned sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l dry-run -d 'Only report what would be removed'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l trash -d 'Move the sessions to the trash instead'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Remove even on a terminal'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l reverse -d 'Reverse the sort order'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l fields -d 'Write only these fields, in this order' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l repair -d 'Repair the index, file modes and leftovers'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s z -l null -d 'Write NUL-terminated fields, not JSON Lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l home -d 'Directory that holds config.yaml and sessions/' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l config -d 'Use this configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l lock-timeout -d 'Wait at most this long for the store\'s lock' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment or the configuration says otherwise'
always\t'Also in a pipe'
never\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l format-version -d 'Version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l errors -d 'Write errors and warnings as text or json' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l no-pager -d 'Do not show long output in a pager'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -s V -l version -d 'Print version'
complete -c clinvk -f
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a session -d 'A session, from `ls-raw`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a absent -d 'An item that names no session, from `ls-raw` by ID'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a trashed -d 'A session in the trash, from `ls-trash`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a removal -d 'The result of a requested removal, from `rm-id`, `rm-trash` and `prune`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a resolution -d 'The meaning of a prefix, from `resolve-id`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a stored -d 'The result of a requested change, from `put-raw`, `set-raw` and `restore-id`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a export -d 'A session with its artifacts, from `export`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a problem -d 'A problem in the store, from `fsck`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a change -d 'A change made by a command, from `ls-journal`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a stats -d 'The counts of a group of sessions, from `stats --json`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a node -d 'A session in a tree of forks, from `tree --json`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a error -d 'A failure'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a warning -d 'A notice, not an error'
