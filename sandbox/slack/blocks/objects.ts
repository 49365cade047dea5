import {
  among,
  anyText,
  boolean,
  like,
  list,
  object,
  plainText,
  type Shape,
  string,
} from './rules.ts';

const view = {
  private_metadata: string(3000),
  callback_id: string(255),
  external_id: string(255),
};

/** Composition objects: docs.slack.dev/reference/block-kit/composition-objects. */
export const OBJECTS: Record<string, Shape> = {
  confirm: {
    required: {
      title: plainText(100),
      text: anyText(300),
      confirm: plainText(30),
      deny: plainText(30),
    },
    optional: { style: among('primary', 'danger') },
  },
  /** An option of a menu: plain text only. */
  option: {
    required: { text: plainText(75), value: string(150, 1) },
    optional: { description: plainText(75) },
  },
  /** An option of an overflow menu may open a page. */
  link_option: {
    required: { text: plainText(75), value: string(150, 1) },
    optional: { description: plainText(75), url: string(3000) },
  },
  /** An option of checkboxes and radio buttons may be formatted. */
  rich_option: {
    required: { text: anyText(75), value: string(150, 1) },
    optional: { description: anyText(75) },
  },
  option_group: {
    required: { label: plainText(75), options: list(object('option'), 100, 1) },
    optional: {},
  },
  conversation_filter: {
    required: {},
    optional: {
      include: list(among('im', 'mpim', 'private', 'public'), 4, 1),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  },
  dispatch_action_config: {
    required: {},
    optional: {
      trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), 2, 1),
    },
  },
  slack_file: {
    required: {},
    optional: { id: like(/^F[A-Z0-9]+$/), url: string(3000, 1) },
    check: (node, say) => {
      if ((node['id'] === undefined) === (node['url'] === undefined)) {
        say('', 'must provide exactly one of: id, url');
      }
    },
  },
  slack_icon: { required: { type: among('icon'), name: string(255, 1) }, optional: {} },
  workflow: { required: { trigger: object('trigger') }, optional: {} },
  trigger: {
    required: { url: string(3000, 1) },
    optional: { customizable_input_parameters: list(object('input_parameter')) },
  },
  input_parameter: { required: { name: string(), value: string() }, optional: {} },
  feedback_button: {
    required: { text: plainText(75), value: string(2000) },
    optional: { accessibility_label: string(75) },
  },
  /** Views, their blocks aside: those depend on the surface. */
  home: { required: {}, optional: view },
  modal: {
    required: { title: plainText(24) },
    optional: {
      ...view,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  },
};
