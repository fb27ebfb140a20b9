-- Opens an IR file and asks the server for functions like the one that the cursor is in, until all are indexed; the
-- answer goes into a file. Runs in Neovim 0.7.
local folder = os.getenv('ASSAY_FOLDER')

local client = vim.lsp.start_client({
  name = 'assay',
  cmd = vim.split(os.getenv('ASSAY_SERVER'), '\n'),
  root_dir = folder,
  init_options = { index = { location = os.getenv('ASSAY_INDEX') }, codeLens = { enabled = false } },
})
assert(client, 'the server does not start')
vim.cmd('edit ' .. os.getenv('ASSAY_FILE'))
assert(vim.lsp.buf_attach_client(0, client), 'the server does not attach')
vim.fn.search('@' .. os.getenv('ASSAY_FUNCTION') .. '(')

local last
local complete = vim.wait(150000, function()
  local position = vim.lsp.util.make_position_params()
  local answers = vim.lsp.buf_request_sync(0, 'workspace/executeCommand', {
    command = 'assay.findSimilar',
    arguments = { { uri = position.textDocument.uri, position = position.position, limit = 5, minInstructions = 0 } },
  }, 60000)
  for _, answer in pairs(answers or {}) do
    last = vim.inspect(answer)
    if answer.result and not answer.result.note then
      local out = assert(io.open(os.getenv('ASSAY_ANSWER'), 'w'))
      out:write(vim.json.encode(answer.result.rows))
      out:close()
      return true
    end
  end
  return false
end, 200)
assert(complete, 'it stays at: ' .. tostring(last))
vim.lsp.stop_client(client)
vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end)
vim.cmd('qa!')
