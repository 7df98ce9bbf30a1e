package dev.touchstone.evidence;

import java.util.List;

/**
 * What a run had to judge: {@code declared.json}, written before anything is observed.
 *
 * @param checks ids of all checks that the scenario asks for, also where a run was told to leave some out
 * @param verdicts what must be judged of this render, such as {@code non-root of deployment/web/main}
 */
public record DeclaredVerdicts(List<String> checks, List<String> verdicts) {

    public DeclaredVerdicts {
        checks = List.copyOf(checks);
        verdicts = List.copyOf(verdicts);
    }
}
