# shellcheck shell=bash
# Which images the scenarios need. Sourced after steps.sh.

# recipes_of_scenarios [NAME…]: recipes of the images that these scenarios, or all, name in their charts or steps.
recipes_of_scenarios() {
  local folders=() name chart upstream recipe
  [ $# -gt 0 ] || set -- scenarios/*/
  for name; do
    name=$(basename "$name")
    [ -f "scenarios/$name/scenario.yaml" ] || continue # the command itself says so, and which there are
    chart=$(sed -n "s/^chart: *['\"]\{0,1\}\([^'\" ]*\).*/\1/p" "scenarios/$name/scenario.yaml")
    folders+=("scenarios/$name")
    [ ! -d "scenarios/$name/$chart" ] || folders+=("scenarios/$name/$chart")
  done
  [ ${#folders[@]} -gt 0 ] || return 0
  sed -n "s#^- {upstream: '\([^']*\)', recipe: \([^,]*\),.*#\1 \2#p" images/catalog.yaml |
    while read -r upstream recipe; do
      case $recipe in k3s/* | ryuk | busybox) continue ;; esac
      if grep -rqF "${upstream%:*}" "${folders[@]}"; then printf '%s ' "$recipe"; fi
    done
}
