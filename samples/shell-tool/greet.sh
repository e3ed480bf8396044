#!/bin/sh
set -eu

usage() {
  echo "usage: greet [-l en|fr] name..." >&2
  exit 2
}

language=en
while getopts l: option; do
  case $option in
    l) language=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || usage

for name in "$@"; do
  case $language in
    fr) printf 'Bonjour, %s !\n' "$name" ;;
    *) printf 'Good day, %s.\n' "$name" ;;
  esac
done
