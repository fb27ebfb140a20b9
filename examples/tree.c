// SPDX-License-Identifier: Apache-2.0
// A binary search tree with integer keys: structs, pointers, allocation.
#include <stdlib.h>

struct node {
  int key;
  int count;
  struct node *left;
  struct node *right;
};

struct node *tree_find(struct node *root, int key) {
  while (root != NULL && root->key != key) {
    root = key < root->key ? root->left : root->right;
  }
  return root;
}

int tree_insert(struct node **root, int key) {
  while (*root != NULL) {
    if ((*root)->key == key) {
      (*root)->count++;
      return 1;
    }
    root = key < (*root)->key ? &(*root)->left : &(*root)->right;
  }
  struct node *made = malloc(sizeof *made);
  if (made == NULL) {
    return 0;
  }
  made->key = key;
  made->count = 1;
  made->left = NULL;
  made->right = NULL;
  *root = made;
  return 1;
}

int tree_depth(const struct node *root) {
  if (root == NULL) {
    return 0;
  }
  int left = tree_depth(root->left);
  int right = tree_depth(root->right);
  return 1 + (left > right ? left : right);
}

void tree_free(struct node *root) {
  if (root != NULL) {
    tree_free(root->left);
    tree_free(root->right);
    free(root);
  }
}
