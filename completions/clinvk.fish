# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_clinvk_global_optspecs
    string join \n home= config= lock-timeout= h/help V/version
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

complete -c clinvk -n "__fish_clinvk_needs_command" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_needs_command" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_needs_command" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_needs_command" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_needs_command" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_needs_command" -f -a "sessions" -d 'Manage sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "list" -d 'List all sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls" -d 'List all sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "show" -d 'Show session details'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "delete" -d 'Delete a session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm" -d 'Delete a session'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "clean" -d 'Remove old sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "trash" -d 'List the sessions in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "restore" -d 'Bring sessions back from the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "empty-trash" -d 'Remove for good what is in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "log" -d 'Show what commands changed, newest first'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "pin" -d 'Keep sessions from being cleaned away'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "unpin" -d 'Let pinned sessions be cleaned away again'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-raw" -d 'List sessions as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "cat-raw" -d 'Write the files of sessions as they are (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "resolve-id" -d 'Turn prefixes of IDs into full IDs (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm-id" -d 'Remove sessions by their full IDs (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "put-raw" -d 'Create or replace sessions from records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "set-raw" -d 'Change fields of sessions in place (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-trash" -d 'List the sessions in the trash as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "restore-id" -d 'Bring sessions back from the trash (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "rm-trash" -d 'Permanently remove sessions from the trash (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "ls-journal" -d 'List the changes in the journal as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "prune" -d 'Remove old sessions, as records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "fsck" -d 'Check the store and mend what loses nothing (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and not __fish_seen_subcommand_from list ls show delete rm clean trash restore empty-trash log pin unpin ls-raw cat-raw resolve-id rm-id put-raw set-raw ls-trash restore-id rm-trash ls-journal prune fsck schema" -f -a "schema" -d 'Write the JSON Schema of the records (plumbing)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s n -l limit -d 'Max sessions to show (0: all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l format -d 'How to write the list' -r -f -a "table\t'A table to read (the default)'
json\t'A JSON array'
jsonl\t'A JSON object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -l json -d 'Write a JSON array; the same as --format json'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s n -l limit -d 'Max sessions to show (0: all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l format -d 'How to write the list' -r -f -a "table\t'A table to read (the default)'
json\t'A JSON array'
jsonl\t'A JSON object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -l json -d 'Write a JSON array; the same as --format json'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -l json -d 'Write the session as a JSON object'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l dry-run -d 'Delete nothing, only say what would be'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l force -d 'Delete pinned sessions too'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -l purge -d 'Delete for good instead of moving to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l dry-run -d 'Delete nothing, only say what would be'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l force -d 'Delete pinned sessions too'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -l purge -d 'Delete for good instead of moving to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l older-than -d 'Delete sessions older than this many days (e.g. 30 or 30d), hours (12h) or weeks (2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-last -d 'Keep the N most recently used sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-within -d 'Keep the sessions last used within AGE before the most recently used one' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-daily -d 'Keep the newest session of each of the last N days that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-weekly -d 'Keep the newest session of each of the last N weeks that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-monthly -d 'Keep the newest session of each of the last N months that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l keep-tag -d 'Keep the sessions that have this tag, or all of TAG,TAG' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l max-total-bytes -d 'Delete the oldest of what is kept until the rest is no larger (e.g. 500K, 20M or 1GiB)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l group-by -d 'Apply --keep-... and --max-total-bytes to each of these by itself: backend, working_dir' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l at -d 'Judge as of this moment (RFC 3339), with --dry-run or --explain' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l all -d 'Delete every session; with --keep-... or --max-total-bytes, also if they keep none'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l explain -d 'Delete nothing; say of every session whether it would be deleted, and why'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l dry-run -d 'Delete nothing, only list what would be'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s y -l yes -d 'Do not ask'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -l purge -d 'Delete for good instead of moving to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from clean" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -l json -d 'Write a JSON array'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -l last -d 'All that the last command moved to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Name each restored session, also after a command that only counted them'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l older-than -d 'Only what has been there for longer than so many days (e.g. 30 or 30d), hours (12h) or weeks (2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s y -l yes -d 'Do not ask'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from empty-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s n -l limit -d 'Max changes to show (0: all)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -l json -d 'Write a JSON array'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from log" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from pin" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from unpin" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s n -l limit -d 'Maximum number of sessions' -r -f
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
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -l reverse -d 'Reverse the order of the sort'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s z -l null -d 'Terminate every file, and with --stdin or --stdin0 every header, with NUL'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -l ignore-missing -d 'Do not fail on missing sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from cat-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -l ignore-missing -d 'Do not fail on unknown prefixes'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from resolve-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l dry-run -d 'Only report what would be removed'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l trash -d 'Move the sessions to the trash, from which `restore-id` brings them back'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l atomic -d 'Remove all or none: nothing if any of them is missing, has changed or cannot be read'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l keep-going -d 'Remove the other sessions even if an item of the input is invalid'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -l ignore-missing -d 'Do not fail on missing sessions'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l stdin -d 'Read records, or objects as in session files, from standard input (default)'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l stdin0 -d 'Read NUL-terminated records or objects from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l replace -d 'Replace sessions that are there, but one whose etag is given only while it has that etag'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -l no-sync -d 'Leave it to the system when new sessions reach the disk: for imports that can be repeated'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from put-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l set -d 'Give a key this value; `metadata.NAME` is one entry of the metadata' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l unset -d 'Remove a key' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l add-tag -d 'Add a tag, if it is not there yet' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l remove-tag -d 'Remove a tag' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l if-etag -d 'Change the session only if its etag is still this one' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from set-raw" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -l last -d 'Only what the last command moved to the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -l ignore-missing -d 'Do not fail on sessions that are not in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from restore-id" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l stdin -d 'Read IDs, one per line, or records as JSON Lines, from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l stdin0 -d 'Read NUL-terminated IDs from standard input'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l dry-run -d 'Only report what would be removed'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l keep-going -d 'Remove the other sessions even if an item of the input is invalid'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -l ignore-missing -d 'Do not fail on sessions that are not in the trash'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from rm-trash" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s n -l limit -d 'Maximum number of changes, from the newest' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from ls-journal" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l older-than -d 'Delete sessions older than this many days (e.g. 30 or 30d), hours (12h) or weeks (2w)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-last -d 'Keep the N most recently used sessions' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-within -d 'Keep the sessions last used within AGE before the most recently used one' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-daily -d 'Keep the newest session of each of the last N days that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-weekly -d 'Keep the newest session of each of the last N weeks that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-monthly -d 'Keep the newest session of each of the last N months that have any' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l keep-tag -d 'Keep the sessions that have this tag, or all of TAG,TAG' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l max-total-bytes -d 'Delete the oldest of what is kept until the rest is no larger (e.g. 500K, 20M or 1GiB)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l group-by -d 'Apply --keep-... and --max-total-bytes to each of these by itself: backend, working_dir' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l at -d 'Judge as of this moment (RFC 3339), with --dry-run or --explain' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s b -l backend -d 'Filter by backend' -r -f -a "claude\t''
codex\t''
gemini\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l status -d 'Filter by status (active, completed, error, paused)' -r -f -a "active\t''
completed\t''
error\t''
paused\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l sort -d 'Sort the records by this field, ascending' -r -f -a "id\t''
last_used\t''
bytes\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l all -d 'Delete every session; with --keep-... or --max-total-bytes, also if they keep none'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l explain -d 'Delete nothing; say of every session whether it would be deleted, and why'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l dry-run -d 'Remove nothing; the output is what `rm-id --stdin` takes'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l trash -d 'Move the sessions to the trash, from which `restore-id` brings them back'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Remove also where standard input and output are terminals'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -l reverse -d 'Reverse the order of the sort'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from prune" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l fields -d 'Only these fields, in this order, separated by commas' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -l repair -d 'Mend the index, modes, and what was left over'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s z -l null -d 'Terminate every field with NUL instead of writing JSON lines'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s h -l help -d 'Print help'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from fsck" -s V -l version -d 'Print version'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l format-version -d 'The version of the record format' -r -f -a "1\t''"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l errors -d 'How to write errors and warnings: as text or as JSON records' -r -f -a "text\t'Lines for a person'
json\t'JSON Lines: `error` and `warning` records'"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l home -d 'The folder of config.yaml and sessions/ (default: $CLINVK_HOME, else ~/.clinvk)' -r -f -a "(__fish_complete_directories)"
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l config -d 'Another configuration file' -r -F
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -l lock-timeout -d 'How long to wait for the store\'s lock, in seconds; 0 tries once (default: $CLINVK_LOCK_TIMEOUT, else 30)' -r -f
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c clinvk -n "__fish_clinvk_using_subcommand sessions; and __fish_seen_subcommand_from schema" -s V -l version -d 'Print version'
complete -c clinvk -f
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a session -d 'A session, from `ls-raw`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a absent -d 'An item that names no session, from `ls-raw` by ID'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a trashed -d 'A session in the trash, from `ls-trash`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a removal -d 'The result of a requested removal, from `rm-id`, `rm-trash` and `prune`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a resolution -d 'What a prefix means, from `resolve-id`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a stored -d 'The result of a requested change, from `put-raw`, `set-raw` and `restore-id`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a problem -d 'Something that is wrong with the store, from `fsck`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a change -d 'A change that a command made, from `ls-journal`'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a error -d 'A failure'
complete -c clinvk -n "__fish_seen_subcommand_from schema" -a warning -d 'A notice, not an error'
