// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What every plan's script does with its list, in POSIX sh (2024: `-ef`) with sha256sum, stat and sync of coreutils or BusyBox.
///
/// Invariants of the script: 1. A file is moved only if it and its keeper are two files and both have their planned digests.
/// 2. It is moved by renaming, to a name that was free. 3. The line that takes the move back is durable before the move.
/// 4. A script that was cut off does nothing: all but the last line defines functions.
enum ScriptMachinery {
    static let text = #"""
        # ------------------------------------------------------------------------------------------------
        # How it is done. Nothing below needs to be changed.

        group() { # NAME: without a line of its own that says what is kept, nothing of a group is dropped
            kept='' kept_digest=''
        }

        keep() { # PATH SHA-256
            kept=./$1 kept_digest=$2
        }

        drop() { # PATH SHA-256 BYTES
            number=$((number + 1)) file=./$1 why=''
            if [ ! -e "$file" ] && [ ! -h "$file" ]; then
                absent=$((absent + 1))
                return
            fi
            if [ -h "$file" ] || [ ! -f "$file" ]; then
                why='it is no file any more'
            elif [ -z "$kept" ]; then
                why='no file is kept for it'
            elif [ -h "$kept" ] || [ ! -f "$kept" ]; then
                why='the file to be kept for it is not there'
            elif [ "$file" -ef "$kept" ]; then
                why='it is the kept file itself by another name'
            elif ! has_digest "$file" "$2"; then
                why='it has changed since the plan was made'
            elif ! has_digest "$kept" "$kept_digest"; then
                why='the file to be kept for it has changed since the plan was made'
            elif ! find_place "$1"; then
                :
            elif [ "$check" ]; then
                count "$3"
                return
            elif ! remember "$1"; then
                stop "$(shown "$undo") cannot be written, so no more files are moved."
            elif move "$1"; then
                count "$3"
                return
            else
                why='it could not be moved'
            fi
            left=$((left + 1))
            say 'left: %s: %s\n' "$(shown "$1")" "$why"
        }

        has_digest() { # FILE SHA-256
            found=$(sha256sum <"$1" 2>/dev/null)
            [ "${found%% *}" = "$2" ]
        }

        count() { # BYTES
            moved=$((moved + 1)) bytes=$((bytes + $1))
        }

        say() { # FORMAT WORD...: what cannot be said changes nothing
            # shellcheck disable=SC2059
            printf "$@" || :
        }

        # A name without what a terminal would obey: control characters, and in UTF-8 those of Latin-1 and those that turn text.
        shown() { # NAME
            case $1 in
            *[!\ -~]*) printf '%s' "$1" | tr '\001-\037\177' '?' | sed "s/$c1/?/g;s/$turn/?/g;s/$isolate/?/g" ;;
            *) printf '%s' "$1" ;;
            esac
        }

        # Finds a free place in the trash: sets place, and info for the desktop's trash; else says why not.
        find_place() { # PATH
            device=$(stat -c %d -- "./$1")
            if [ "$trash" ]; then
                place=$trash/$1 info=''
                if [ "$device" != "$trash_device" ]; then
                    why='it lies on another disk than the trash'
                elif [ -e "$place" ] || [ -h "$place" ]; then
                    why='the trash has a file of its name already'
                fi
            else
                if [ "$device" != "$can_device" ]; then find_can "$1"; fi
                if [ "$can" ]; then name_place "$1"; else why='its disk has no trash, and none can be made'; fi
            fi
            [ -z "$why" ]
        }

        name_place() { # PATH
            ending=${1##*/} trial=''
            case $ending in *.*) ending=${ending##*.} ;; *) ending='' ;; esac
            case $ending in '' | *[!A-Za-z0-9]* | ??????*) ending='' ;; *) ending=.$ending ;; esac
            while
                name=jozin-$plan-$number$trial$ending place=$can/files/$name info=$can/info/$name.trashinfo
                [ -e "$place" ] || [ -h "$place" ] || [ -e "$info" ] || [ -h "$info" ]
            do trial=$((${trial:--1} - 1)); done
        }

        # The desktop's trash on the disk of a file (FreeDesktop.org Trash Specification 1.0): sets can, and can_base, which the
        # paths in it are relative to.
        find_can() { # PATH
            can_device=$device can='' can_base=''
            data=${XDG_DATA_HOME:-${HOME:+$HOME/.local/share}}
            case $data in /*) [ -d "$data" ] || [ "$check" ] || mkdir -p -- "$data" 2>/dev/null ;; *) data='' ;; esac
            if [ "$data" ] && [ "$(stat -c %d -- "$data" 2>/dev/null)" = "$device" ]; then
                can=$data/Trash
            else
                case $1 in */*) top=${1%/*} ;; *) top=. ;; esac
                top=$(cd -P -- "./$top" && pwd && printf x)
                top=${top%?x}
                while
                    can_base=${top%/}/ up=${top%/*}
                    [ "$top" != / ] && [ "$(stat -c %d -- "${up:-/}")" = "$device" ]
                do top=${up:-/}; done
                can=${can_base}.Trash
                if [ -d "$can" ] && [ ! -h "$can" ] && [ -k "$can" ]; then can=$can/$user; else can=$can-$user; fi
            fi
            if [ -h "$can" ]; then can=''; fi
            if [ -z "$check" ] && [ "$can" ]; then mkdir -p -- "$can/files" "$can/info" 2>/dev/null || can=''; fi
        }

        # Writes the line that takes the next move back, and has it on the disk before the move.
        remember() { # PATH
            folder=./$1
            folder=${folder%/*}
            # As touch -d takes it.
            time=$(TZ=UTC0 stat -c %y -- "$folder" 2>/dev/null)
            time=${time%% +*}
            time=${time%% *}T${time#* }Z
            quote "$1" && line="back $quoted"
            quote "$place" && line="$line $quoted"
            quote "$info" && line="$line $quoted $time"
            printf '%s\n' "$line" >>"$undo" && synced "$undo"
        }

        quote() { # WORD: sets quoted
            quoted="'" rest=$1
            while :; do
                case $rest in
                *\'*) quoted=$quoted${rest%%\'*}"'\\''" rest=${rest#*\'} ;;
                *) break ;;
                esac
            done
            quoted=$quoted$rest\'
        }

        synced() { sync -- "$1" 2>/dev/null || sync; }

        # Renames; whether it worked is looked up, since mv -n says it in different ways.
        move() { # PATH
            if [ "$info" ]; then
                origin=$PWD/$1
                origin=$(encoded "${origin#"$can_base"}")
                (set -C && printf '[Trash Info]\nPath=%s\nDeletionDate=%s\n' "$origin" "$today" >"$info") 2>/dev/null || return
            else
                mkdir -p -- "${place%/*}" 2>/dev/null
            fi
            mv -n -- "$file" "$place" 2>/dev/null
            if [ -f "$place" ] && [ ! -e "$file" ]; then return 0; fi
            if [ "$info" ]; then rm -f -- "$info"; fi
            return 1
        }

        encoded() { # PATH, percent-encoded where it is not plain
            case $1 in
            *[!A-Za-z0-9/._-]*) printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g' ;;
            *) printf '%s' "$1" ;;
            esac
        }

        fail() {
            printf '%s\n' "$@" >&2
            exit 2
        }

        # The reverse of this run, a file of its own: sets undo.
        begin_undo() {
            undo=$here/${self%.sh}-undo.sh run=1
            until (set -C && reverse >"$undo") 2>/dev/null; do
                if [ ! -e "$undo" ] && [ ! -h "$undo" ]; then
                    fail "$(shown "$undo") cannot be written, and without it nothing is moved."
                fi
                run=$((run + 1)) undo=$here/${self%.sh}-undo-$run.sh
            done
            chmod 700 -- "$undo"
            synced "$undo" && synced "$here"
        }

        stop() { # SENTENCE
            trap '' INT TERM HUP
            printf '%s\n' "$1" >&2
            finish
            exit "${2-2}"
        }

        finish() {
            if [ "$bytes" -lt 999950 ]; then tenths=$(((bytes + 50) / 100)) unit=kB; else tenths=$(((bytes + 50000) / 100000)) unit=MB; fi
            amount="$((tenths / 10)).$((tenths % 10)) $unit"
            would=''
            if [ "$check" ]; then would=' would be'; fi
            say "%s of %s files$would moved to the trash (%s), %s$would left where they are.\n" "$moved" "$number" "$amount" "$left"
            if [ "$absent" != 0 ]; then say '%s are not there any more.\n' "$absent"; fi
            if [ "$check" ]; then return; fi
            if [ "$moved" = 0 ]; then
                rm -f -- "$undo"
            else
                say 'They lie in %s; the disk gets its room back when you empty that.\n' "$(shown "${trash:-$can}")"
                quote "$(shown "$undo")"
                say 'To take it back: sh %s\n' "$quoted"
            fi
        }

        main() {
            LC_ALL=C
            export LC_ALL
            umask 077
            unset CDPATH
            today=$(date +%Y-%m-%dT%H:%M:%S)
            check='' number=0 moved=0 left=0 absent=0 bytes=0 kept='' kept_digest='' undo=''
            can='' can_base='' can_device='' trash_device=''
            c1=$(printf '\302[\200-\237]') turn=$(printf '\342\200[\216\217\252-\256]') isolate=$(printf '\342\201[\246-\251]')
            case $#:${1-} in
            0:) ;;
            1:--check) check=yes ;;
            *) fail 'Run this plan without options, or with --check to see what it would do.' ;;
            esac
            for tool in sha256sum stat mv mkdir chmod rm sync date tr sed od id grep; do
                command -v "$tool" >/dev/null || fail "This plan needs the program $tool, which is not here. Nothing was moved."
            done
            user=$(id -u)
            [ / -ef / ] 2>/dev/null || fail 'This shell is too old for the plan. Nothing was moved.'
            case $0 in */*) self=$0 ;; *) self=./$0 ;; esac
            [ -f "$self" ] || fail 'Save this plan as a file and run that: it writes its reverse beside itself.'
            here=$(cd -- "${self%/*}/" && pwd && printf x)
            here=${here%?x} self=${self##*/}
            is_library || fail "This is not the library the plan was made for, or its disk is not mounted: $(shown "$library")" \
                'Nothing was moved.'
            cd -P -- "$library" || fail 'Nothing was moved.'
            if [ "$trash" ]; then
                [ "$check" ] || mkdir -p -- "$trash" || fail 'The trash cannot be made. Nothing was moved.'
                trash_device=$(stat -c %d -- "$trash" 2>/dev/null || stat -c %d .)
            else
                device=$(stat -c %d .) && find_can .
                [ "$can" ] || fail 'This disk has no trash, and none can be made. Make the plan again with --trash DIR.' \
                    'Nothing was moved.'
            fi
            trap 'stop Stopped. 130' INT TERM HUP
            if [ -z "$check" ]; then begin_undo; fi
            plan
            finish
            if [ "$left" != 0 ]; then exit 1; fi
        }

        is_library() { [ -d "$library" ] && grep -q -F -e "\"$identity\"" "$marker" 2>/dev/null; }

        # What the reverse begins with; a line for each move follows.
        reverse() {
            cat <<'END'
        #!/bin/sh
        # The reverse of a run of a plan by Jožin: moves the files back from the trash to where they were.
        # Nothing is overwritten, and it may be run again. Each `back` line below is one file.
        #
        # Run it:  sh THIS-FILE
        END
            quote "$library" && printf '\nlibrary=%s\n' "$quoted"
            quote "$marker" && printf 'marker=%s\n' "$quoted"
            quote "$identity" && printf 'identity=%s\n' "$quoted"
            quote "$trash" && printf 'trash=%s\n' "$quoted"
            cat <<'END'

        LC_ALL=C
        export LC_ALL
        umask 077
        restored=0 there=0 left=0
        c1=$(printf '\302[\200-\237]') turn=$(printf '\342\200[\216\217\252-\256]') isolate=$(printf '\342\201[\246-\251]')
        [ -d "$library" ] && grep -q -F -e "\"$identity\"" "$marker" && cd -P -- "$library" || {
            printf '%s\n' 'The library is not there; if its disk is not mounted, mount it. Nothing was moved.' >&2
            exit 2
        }

        shown() { printf '%s' "$1" | tr '\001-\037\177' '?' | sed "s/$c1/?/g;s/$turn/?/g;s/$isolate/?/g"; }

        left() {
            left=$((left + 1))
            printf 'left: %s: %s\n' "$(shown "$1")" "$2"
        }

        back() { # PATH PLACE INFO FOLDER'S-TIME
            [ "$#" = 4 ] || return 0
            if [ ! -e "$2" ] && [ ! -h "$2" ]; then
                if [ -e "./$1" ]; then there=$((there + 1)); else left "$1" 'it is not in the trash any more'; fi
                return 0
            fi
            if [ -e "./$1" ] || [ -h "./$1" ]; then left "$1" 'there is a file of its name now' && return; fi
            folder=./$1
            folder=${folder%/*}
            mkdir -p -- "$folder"
            now=$(TZ=UTC0 stat -c %y -- "$folder" 2>/dev/null)
            now=${now%% +*}
            now=${now%% *}T${now#* }Z
            mv -n -- "$2" "./$1" 2>/dev/null
            if [ -e "$2" ] || [ ! -f "./$1" ]; then left "$1" 'it could not be moved' && return; fi
            restored=$((restored + 1))
            if [ "$3" ]; then rm -f -- "$3"; fi
            if [ "$trash" ]; then (cd -- "$trash" && rmdir -p -- "$folder") 2>/dev/null; fi
            # The earlier time: of several files of one folder, the first line has that from before all moves.
            if expr "x$now" \< "x$4" >/dev/null; then time=$now; else time=$4; fi
            touch -m -d "$time" -- "$folder" 2>/dev/null
            return 0
        }

        finish() {
            printf '%s\n' "$restored files moved back, $there were there already, $left left in the trash."
            if [ "$left" != 0 ]; then exit 1; fi
        }
        trap finish EXIT

        END
        }

        main "$@"

        """#
}
