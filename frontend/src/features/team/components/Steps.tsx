import { IconAlertTriangle, IconCircle, IconCircleCheck } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Task } from "../state/checklist";
import { useEntry } from "../state/context";

const STEPS = ["", "form", "files", "people", "consents", "preview", "submit"] as const;

type Mark = "done" | "open" | "missing" | null;

function markOf(step: string, tasks: Task[], submitted: boolean): Mark {
  if (step === "submit") return submitted ? "done" : null;
  const own = tasks.filter((task) => task.page === step);
  if (own.length === 0) return null;
  if (own.every((task) => task.done || !task.required)) return "done";
  return own.some((task) => task.done) ? "missing" : "open";
}

const ICONS = { done: IconCircleCheck, open: IconCircle, missing: IconAlertTriangle };

/** The way through an entry: a list beside the page, a row above it on small screens. */
export function Steps() {
  const { t } = useTranslation("team");
  const { entry, tasks } = useEntry();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // In the row of a small screen the present step may be outside; bring it in.
    const present = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && present) nav.current.scrollLeft = present.offsetLeft - 16;
  }, [pathname]);
  return (
    <nav ref={nav} className="tm-steps ys-noprint" aria-label={t("steps")}>
      {STEPS.map((step) => {
        const mark = markOf(step, tasks, entry.submitted_at !== null);
        const Icon = mark ? ICONS[mark] : null;
        return (
          <Link
            key={step}
            to={step ? `/team/$entry/${step}` : "/team/$entry"}
            params={{ entry: entry.id }}
            activeOptions={{ exact: true }}
            activeProps={{ "aria-current": "page" }}
            data-testid={`step-${step || "home"}`}
          >
            <span>{t(`step.${step || "home"}`)}</span>
            {Icon && mark && (
              <span className={`tm-mark ${mark}`}>
                <Icon size={16} stroke={2} aria-label={t(`mark.${mark}`)} />
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
