-- Opens a C file and an IR file, hovers over a function in each until nothing is being measured any more, and writes
-- what is shown beside the file. Runs in Neovim 0.7, which has neither vim.lsp.start nor -l.
local folder = os.getenv('ASSAY_FOLDER')

local client = vim.lsp.start_client({
  name = 'assay',
  cmd = vim.split(os.getenv('ASSAY_SERVER'), '\n'),
  root_dir = folder,
})
assert(client, 'the server does not start')

local function hover(file, line, column)
  vim.cmd('edit ' .. folder .. '/' .. file)
  assert(vim.lsp.buf_attach_client(0, client), 'the server does not attach')
  vim.api.nvim_win_set_cursor(0, { line, column })
  local text = ''
  local complete = vim.wait(150000, function()
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 5000)
    for _, answer in pairs(answers or {}) do
      if answer.result then
        text = answer.result.contents.value
        return not text:find('easuring…', 1, true)
      end
    end
    return false
  end, 200)
  assert(complete, file .. ' stays at: ' .. text)
  local out = assert(io.open(folder .. '/' .. file .. '.hover', 'w'))
  out:write(text)
  out:close()
  print(file .. ' OK\n')
end

hover('a.c', 1, 5)
hover('a.ll', 1, 13)
vim.lsp.stop_client(client)
vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end)
vim.cmd('qa!')
