#!/bin/sh
# Puts veraPDF's library and Verify.java, compiled, into FOLDER.
#   fetch.sh FOLDER
set -eu
folder=$1
here=$(dirname "$0")

for tool in mvn javac; do
  command -v $tool >/dev/null || {
    printf '%s\n' "veraPDF needs Maven and a JDK, and there is no $tool on this machine. To install them:" \
      "    Debian, Ubuntu:  sudo apt-get install maven default-jdk-headless" \
      "    Fedora:          sudo dnf install maven java-latest-openjdk-devel" \
      "    macOS:           brew install maven openjdk" >&2
    exit 2
  }
done
printf '%s\n' "fetching veraPDF into $folder" >&2
mkdir -p "$folder"
rm -f "$folder"/*.jar
mvn --batch-mode --quiet --file "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$(cd "$folder" && pwd)"
javac -d "$folder" -cp "$folder/*" "$here/Verify.java"
