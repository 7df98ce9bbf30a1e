# shellcheck shell=bash
# Which images the scenarios need. Sourced after steps.sh and java.sh.

# recipes_of_scenarios [NAME…]: recipes of the images that these scenarios, or all, come to when their charts are rendered.
# Rendering takes Java some seconds, so the answer is kept for as long as nothing changes that it depends on.
recipes_of_scenarios() {
  local key answer
  key=$({ printf '%s\n' "$@"; find scenarios charts images/catalog.yaml src/main/java/dev/touchstone/{chart,image,scenario} src/main/java/dev/touchstone/junit/RecipesCommand.java -type f | LC_ALL=C sort | xargs -d '\n' sha256sum; } | sha256sum)
  answer=$CACHE/recipes/${key%% *}
  if [ ! -f "$answer" ]; then
    mkdir -p "$CACHE/recipes"
    find "$CACHE/recipes" -type f -mtime +30 -delete
    (java_main junit.RecipesCommand "$@") >"$CACHE/log/recipes.log" 2>&1 </dev/null || true
    if ! sed -n 's/^.*recipes of these scenarios: *//p' "$CACHE/log/recipes.log" | grep . >"$answer"; then
      rm -f "$answer"
      # Where a scenario or chart is wrong, the command that follows says so itself, and better.
      note "which images the scenarios need could not be found out; see $CACHE/log/recipes.log"
      return 0
    fi
  fi
  cat "$answer"
}
