import { Button, type ButtonProps, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props extends ButtonProps {
  children: ReactNode;
  /** Names the object and the effect. */
  question: string;
  /** The words on the button that does it. */
  confirm: string;
  onConfirm: () => void | Promise<void>;
  body?: ReactNode;
  testid?: string;
}

/** Asks once before something that others notice or that has legal effect. */
export function ConfirmButton(props: Props) {
  const { children, question, confirm, onConfirm, body, testid, ...button } = props;
  const { t } = useTranslation("common");
  const [open, setOpen] = useState(false);
  const act = async () => {
    setOpen(false);
    await onConfirm();
  };
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} data-testid={testid}>
        {children}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={question}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <div className="ys-stack">
          {body}
          <div className="ys-row between">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t("back")}
            </Button>
            <Button onClick={() => void act()} data-testid={testid && `${testid}-confirm`}>
              {confirm}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
