import {
  hasOneChoiceSource,
  hasOneImageSource,
  hasOrderedRange,
  initialIsOffered,
} from './checks.ts';
import {
  among,
  boolean,
  like,
  list,
  number,
  object,
  plainText,
  type Rule,
  type Shape,
  string,
  typed,
  whole,
} from './rules.ts';

const actionId = { action_id: string(255, 1) };
const confirm = { confirm: object('confirm') };
const focus = { focus_on_load: boolean };
const placeholder = { placeholder: plainText(150) };
const dispatch = { dispatch_action_config: object('dispatch_action_config') };
const many = { max_selected_items: whole(1) };
const respond = { response_url_enabled: boolean };
const label = { accessibility_label: string(75) };
const style = { style: among('primary', 'danger') };

/** An element with an `action_id`; Slack makes one up where it is missing. */
const element = (
  required: Record<string, Rule>,
  optional: Record<string, Rule>,
  check?: Shape['check'],
): Shape => ({ required, optional: { ...actionId, ...optional }, ...(check ? { check } : {}) });

const menu = { ...confirm, ...focus, ...placeholder };
const choices = {
  options: list(object('option'), 100, 1),
  option_groups: list(object('option_group'), 100, 1),
};
const conversations = {
  default_to_current_conversation: boolean,
  filter: object('conversation_filter'),
};
const typing = { ...dispatch, ...focus, ...placeholder };

/** Block elements: docs.slack.dev/reference/block-kit/block-elements. */
export const ELEMENTS: Record<string, Shape> = {
  button: element(
    { text: plainText(75) },
    { url: string(3000), value: string(2000), ...style, ...confirm, ...label },
  ),
  workflow_button: element(
    { text: plainText(75), workflow: object('workflow') },
    { ...style, ...label },
  ),
  overflow: element({ options: list(object('link_option'), 5, 1) }, confirm),
  checkboxes: element(
    { options: list(object('rich_option'), 10, 1) },
    { initial_options: list(object('rich_option'), 10, 1), ...confirm, ...focus },
    initialIsOffered,
  ),
  radio_buttons: element(
    { options: list(object('rich_option'), 10, 1) },
    { initial_option: object('rich_option'), ...confirm, ...focus },
    initialIsOffered,
  ),
  static_select: element(
    {},
    { ...choices, initial_option: object('option'), ...menu },
    hasOneChoiceSource,
  ),
  multi_static_select: element(
    {},
    { ...choices, initial_options: list(object('option'), 100, 1), ...many, ...menu },
    hasOneChoiceSource,
  ),
  external_select: element(
    {},
    { initial_option: object('option'), min_query_length: whole(0), ...menu },
  ),
  multi_external_select: element(
    {},
    {
      initial_options: list(object('option'), 100, 1),
      min_query_length: whole(0),
      ...many,
      ...menu,
    },
  ),
  users_select: element({}, { initial_user: string(), ...menu }),
  multi_users_select: element({}, { initial_users: list(string()), ...many, ...menu }),
  channels_select: element({}, { initial_channel: string(), ...respond, ...menu }),
  multi_channels_select: element({}, { initial_channels: list(string()), ...many, ...menu }),
  conversations_select: element(
    {},
    { initial_conversation: string(), ...conversations, ...respond, ...menu },
  ),
  multi_conversations_select: element(
    {},
    { initial_conversations: list(string()), ...conversations, ...many, ...menu },
  ),
  datepicker: element({}, { initial_date: like(/^\d{4}-\d{2}-\d{2}$/), ...menu }),
  timepicker: element({}, { initial_time: like(/^\d{2}:\d{2}$/), timezone: string(), ...menu }),
  datetimepicker: element({}, { initial_date_time: whole(), ...confirm, ...focus }),
  plain_text_input: element(
    {},
    {
      initial_value: string(),
      multiline: boolean,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
      ...typing,
    },
    hasOrderedRange('min_length', 'max_length'),
  ),
  email_text_input: element({}, { initial_value: string(), ...typing }),
  url_text_input: element({}, { initial_value: string(), ...typing }),
  number_input: element(
    { is_decimal_allowed: boolean },
    { initial_value: string(), min_value: string(), max_value: string(), ...typing },
    hasOrderedRange('min_value', 'max_value'),
  ),
  rich_text_input: element(
    {},
    {
      initial_value: typed('rich_text', 'text'),
      min_lines: whole(1, 100),
      max_lines: whole(1, 100),
      ...typing,
    },
  ),
  file_input: element({}, { filetypes: list(string()), max_files: whole(1, 10) }),
  feedback_buttons: element(
    { positive_button: object('feedback_button'), negative_button: object('feedback_button') },
    {},
  ),
  icon_button: element(
    { icon: string(255, 1), text: plainText(75) },
    { value: string(2000), visible_to_user_ids: list(string(), 10), ...confirm, ...label },
  ),
  image_element: {
    required: { alt_text: string(2000, 1) },
    optional: { image_url: string(3000, 1), slack_file: object('slack_file') },
    check: hasOneImageSource,
  },
  url: { required: { url: string(3000, 1), text: string() }, optional: {} },
  raw_text: { required: { text: string(undefined, 1) }, optional: {} },
  raw_number: { required: { value: number }, optional: { text: string(undefined, 1) } },
};
